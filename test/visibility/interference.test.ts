import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { contexts } from './model/context.ts';
import type { RecordType, Task } from './model/records/index.ts';
import { all, type Ctx, type World } from './model/world.ts';
import { openProduct, type Product } from './product/database.ts';
import { gettable } from './product/expected.ts';
import { uuidOf } from './product/ids.ts';
import { clientOf, collections } from './product/reading.ts';
import { withinProduct } from './product/within.ts';
import { worldOf } from './worlds/build.ts';
import { hiddenChanged, scrambled } from './worlds/looks.ts';
import { specs } from './worlds/spec.ts';

let product: Product;
beforeAll(async () => {
  product = await openProduct();
});
afterAll(() => product?.close());

const lists = [
  ...Object.values(collections).map((collection) => `/v1/${collection}`),
  ...[
    '/v1/inbox',
    '/v1/inbox?search=zq',
    '/v1/inbox/count',
    '/v1/offered-services',
    '/v1/me',
    '/v1/templates',
    '/v1/people?search=zq',
    '/v1/tasks?perPage=2',
    '/v1/processes?search=zq&risk=on_track',
    '/v1/processes/count?search=zq',
  ],
];

/** Everything that the context is answered: status, headers and body of every page, but for moments, names and how many more there may be of one's own requests. */
async function answers(w: World, ctx: Ctx): Promise<ReadonlyMap<string, string>> {
  const client = clientOf(product.api, ctx);
  const pages = gettable.flatMap((type) => all(w, type).map(({ id }) => `/v1/${collections[type]}/${uuidOf(id)}`));
  const notes = all(w, 'task').map(({ id }) => `/v1/tasks/${uuidOf(id)}/notes`);
  const elapsed = pages.filter((path) => /processes|tasks/.test(path)).map((path) => `${path}/elapsed-time`);
  const said = new Map<string, string>();
  for (const path of [...lists, ...pages, ...notes, ...elapsed]) {
    const { status, headers, body } = await client.get(path);
    const kept = [...headers].filter(([name]) => !['date', 'x-request-id', 'keep-alive', 'ratelimit'].includes(name));
    said.set(path, plain(JSON.stringify([status, kept, body])));
  }
  return said;
}

/** Without the request's own id and what the server’s clock says. */
const plain = (text: string) =>
  text
    .replace(/"requestId":"[^"]*"/g, '')
    .replace(/"(now|endsAt|startsAt|finishesAt)":"[^"]*"/g, '')
    .replace(/"to":"[^"]*",(?="workingMs"|"over":false)/g, '')
    .replace(/"(slack|workingMs|realMs)":-?[\d.]+/g, '')
    .replace(/\["content-length","\d+"\]/g, (found) => (/"(now|workingMs)":/.test(text) ? '' : found));

/** Of these the database takes a second one; the new ones say something else. */
const added: readonly RecordType[] = ['person', 'organization', 'site', 'service', 'task', 'note', 'audit', 'token'];

function more(w: World, ctx: Ctx): World {
  const changed = hiddenChanged(w, ctx, 'more');
  const news = added.map((type) => {
    const olds = w[type] as readonly { readonly id: string }[];
    const fresh = (changed[type] as readonly { readonly id: string }[]).slice(olds.length);
    const renamed = JSON.parse(JSON.stringify(fresh).replace(/(zq-[a-z]+-\d+-[a-z]+)-x/g, '$1b-x')) as Task[];
    return [type, [...olds, ...renamed.map((r) => (type === 'task' ? { ...r, node: `${r.node}-more` } : r))]] as const;
  });
  return { ...w, ...Object.fromEntries(news) } as World;
}

/** Every text the context does not read is another; it reads handles, and the names of accounts one has a role in, on purpose. */
function renamed(w: World, ctx: Ctx): World {
  const other = scrambled(w, ctx);
  const home = w.person.find(({ id }) => id === ctx.person)?.homeId;
  const own = new Set(w.role.filter(({ personId }) => personId === ctx.person).map(({ accountId }) => accountId));
  for (const { id, directoryId } of w.account) if (directoryId === home) own.add(id);
  const account = other.account.map((a, i) => ({
    ...a,
    handle: w.account[i]!.handle,
    name: own.has(a.id) ? w.account[i]!.name : a.name,
  }));
  return { ...other, account };
}

describe('what is hidden changes nothing', () => {
  const worlds = fc.sample(specs(), { numRuns: 3, seed: 20300103 }).map((spec) => withinProduct(worldOf(spec)));

  test.each(worlds.map((w, i) => [i, w] as const))(
    'in world %i, for a person of each of two accounts',
    async (_, w) => {
      const everybody = contexts(w);
      for (const ctx of [everybody[1]!, everybody.at(-2)!]) {
        const now = new Date();
        await product.hold(w, now);
        const before = await answers(w, ctx);
        const changes = [more(w, ctx), hiddenChanged(w, ctx, 'fewer'), renamed(w, ctx)];
        for (const changed of changes) {
          await product.hold(changed, now);
          const replayed = await answers(w, ctx);
          const differing = [...before].filter(([path, said]) => replayed.get(path) !== said);
          expect(differing.map(([path, said]) => ({ who: ctx, path, said, after: replayed.get(path) }))).toEqual([]);
        }
      }
    },
    240_000,
  );
});
