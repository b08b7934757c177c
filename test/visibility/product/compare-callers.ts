import { Client } from '../../support/api.ts';
import { context } from '../model/context.ts';
import { directoryOf } from '../model/trusts.ts';
import { all, type Ctx, find, type World } from '../model/world.ts';
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
  pairs.push(...all(w, 'role').map((r) => ({ person: r.personId, account: r.accountId })));
  const answered = (status: number) => (status === 200 ? 'shown' : status === 401 ? 'nobody' : 'hidden');
  await eachOf(pairs, async ({ person, account }) => {
    const ctx = context(w, person, account);
    const { status } = await clientOf(api, { person, account }).get('/v1/tasks?perPage=1');
    const about = { kind: 'get' as const, of: 'account to act in', ctx: ctx ?? nobody(w, person, account) };
    const model = find(w, 'person', person)?.disabledAt === null ? seen(ctx !== undefined) : 'nobody';
    note(tally, w, { ...about, model, product: answered(status) });
  });
  await eachOf(all(w, 'token'), async (token) => {
    const { personId, accountId } = token;
    const ctx = context(w, personId, accountId, token.id) ?? nobody(w, personId, accountId);
    const client = new Client(api.url, {
      authorization: `Bearer ${tokenOf(token.id)}`,
      'x-account': uuidOf(accountId),
    });
    const { status } = await client.get('/v1/tasks?perPage=1');
    const dead =
      token.revokedAt !== null || token.expiresAt <= w.now || find(w, 'person', personId)?.disabledAt !== null;
    const model = dead ? 'nobody' : seen(ctx.scopes.includes('read'));
    note(tally, w, { kind: 'get', of: 'token', ctx, model, product: answered(status), record: token });
  });
}

const nobody = (w: World, person: string, account: string): Ctx => ({
  person,
  account,
  roles: [],
  scopes: [],
  now: w.now,
});
