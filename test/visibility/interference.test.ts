import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { contexts } from './model/context.ts';
import type { Audit, RecordType, Task } from './model/records/index.ts';
import { view } from './model/view.ts';
import { all, type Ctx, find, type World } from './model/world.ts';
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
    '/v1/processes/count',
    '/v1/inbox?status=assigned&status=in_progress',
    '/v1/inbox?overdue=true&category=approval',
    '/v1/inbox?overdue=false',
    '/v1/portal',
    '/v1/views',
    '/v1/preferences',
    '/v1/audit/export',
  ],
];
/** What is told beside a record, by kind. */
const beside: { readonly [collection: string]: readonly string[] } = {
  tasks: ['notes', 'elapsed-time'],
  processes: ['notes', 'elapsed-time'],
  accounts: ['logo'],
};

/** Everything that the context is answered, but for stories. */
function paths(w: World): string[] {
  const pages = gettable.flatMap((type) => all(w, type).map(({ id }) => `/v1/${collections[type]}/${uuidOf(id)}`));
  const more = pages.flatMap((path) => (beside[path.split('/')[2] as string] ?? []).map((one) => `${path}/${one}`));
  const waiting = all(w, 'task').map(({ id }) => `/v1/inbox?task=${uuidOf(id)}`);
  const names = new Set(all(w, 'process').map(({ templateId }) => find(w, 'template', templateId)?.name ?? ''));
  const templates = [...names].flatMap((name) => {
    const versions = `/v1/templates/${encodeURIComponent(name)}`;
    return [`${versions}/versions`, `${versions}/difference?from=${'0'.repeat(64)}&to=${'1'.repeat(64)}`];
  });
  return [...lists, ...pages, ...more, ...waiting, ...templates];
}

const stories = (w: World): string[] =>
  (['task', 'process'] as const).flatMap((type) =>
    all(w, type).flatMap(({ id }) =>
      ['', '?perPage=2'].map((query) => `/v1/${collections[type]}/${uuidOf(id)}/story${query}`),
    ),
  );

/** Status, headers and body of every page, but for moments, names and how many more there may be of one's own requests. */
async function answers(ctx: Ctx, asked: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const client = clientOf(product.api, ctx);
  const said = new Map<string, string>();
  for (const path of asked) {
    const { status, headers, body } = await client.get(path);
    const kept = [...headers].filter(([name]) => !['date', 'x-request-id', 'keep-alive', 'ratelimit'].includes(name));
    said.set(path, plain(JSON.stringify([status, kept, body])));
  }
  return said;
}

/** Whoever sees a record reads in its story what auditors of his account do: of these entries none is another. */
function withStories(w: World, changed: World, ctx: Ctx): World {
  const auditor: Ctx = { ...ctx, roles: [...ctx.roles, 'auditor'] };
  const told = (a: Audit) =>
    a.recordType === 'note'
      ? find(changed, 'note', a.recordId)?.kind === 'public'
      : ['task', 'process', 'approval'].includes(a.recordType);
  const inStory = (a: Audit) => told(a) && view(w, auditor, a) !== undefined;
  const kept = new Map(w.audit.filter(inStory).map((a) => [a.id, a]));
  const doubled = (a: Audit) => kept.has(a.id.replace(/0000$/, ''));
  const others = changed.audit.filter((a) => !kept.has(a.id) && !doubled(a));
  const audit = [...kept.values(), ...others].sort((a, b) => order(w, a) - order(w, b));
  return { ...changed, audit };
}
const order = (w: World, { id }: Audit) => {
  const at = w.audit.findIndex((a) => a.id === id);
  return at < 0 ? w.audit.length : at;
};

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
        const before = await answers(ctx, [...paths(w), ...stories(w)]);
        const changes = [more(w, ctx), hiddenChanged(w, ctx, 'fewer'), renamed(w, ctx)];
        for (const changed of changes) {
          await product.hold(changed, now);
          const replayed = new Map(await answers(ctx, paths(w)));
          await product.hold(withStories(w, changed, ctx), now);
          for (const [path, said] of await answers(ctx, stories(w))) replayed.set(path, said);
          const differing = [...before].filter(([path, said]) => replayed.get(path) !== said);
          expect(differing.map(([path, said]) => ({ who: ctx, path, said, after: replayed.get(path) }))).toEqual([]);
        }
      }
    },
    240_000,
  );
});
