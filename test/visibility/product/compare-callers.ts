import { Client } from '../../support/api.ts';
import { context } from '../model/context.ts';
import { directoryOf } from '../model/trusts.ts';
import { all, type Ctx, type World } from '../model/world.ts';
import { eachOf } from './asked.ts';
import type { Product } from './database.ts';
import { note, seen, type Tally } from './decision.ts';
import { uuidOf } from './ids.ts';
import { clientOf } from './reading.ts';
import { tokenOf } from './secrets.ts';

/** Whether people are answered at all where they have no role, and by tokens that are worth nothing any more. */
export async function compareCallers({ api }: Product, w: World, tally: Tally): Promise<void> {
  const pairs = all(w, 'person').flatMap((p, i) => {
    const account = all(w, 'account')[(i * 7) % w.account.length]!;
    // People of a directory are end users of all of its accounts, which is no row of their roles.
    return directoryOf(w, account.id) === p.homeId ? [] : [{ person: p.id, account: account.id }];
  });
  await eachOf(pairs, async ({ person, account }) => {
    const ctx = context(w, person, account) ?? nobody(w, person, account);
    const { status } = await clientOf(api, ctx).get('/v1/tasks?perPage=1');
    const model = seen(ctx.roles.length > 0);
    note(tally, w, {
      kind: 'get',
      of: 'account to act in',
      ctx,
      model,
      product: seen(status === 200),
      at: `→ ${status}`,
    });
  });
  await eachOf(all(w, 'token'), async (token) => {
    const ctx = context(w, token.personId, token.accountId, token.id) ?? nobody(w, token.personId, token.accountId);
    const client = new Client(api.url, {
      authorization: `Bearer ${tokenOf(token.id)}`,
      'x-account': uuidOf(ctx.account),
    });
    const { status } = await client.get('/v1/tasks?perPage=1');
    const model = seen(ctx.scopes.includes('read') && ctx.roles.length > 0);
    const product = seen(status === 200);
    note(tally, w, { kind: 'get', of: 'token', ctx, model, product, record: token, at: `${token.scopes} → ${status}` });
  });
}

const nobody = (w: World, person: string, account: string): Ctx => ({
  person,
  account,
  roles: [],
  scopes: [],
  now: w.now,
});
