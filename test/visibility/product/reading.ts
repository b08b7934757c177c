import type { z } from 'zod';
import type { ElapsedTime } from '../../../api/elapsed/schema.ts';
import { type Answer, type Api, Client } from '../../support/api.ts';
import type { AnyRecord, Id, Task } from '../model/records/index.ts';
import { all, type Ctx, type World } from '../model/world.ts';
import { canariesIn } from '../worlds/canary.ts';
import { everyRecord } from '../worlds/looks.ts';
import { type Gettable, type Listed, typeOf } from './expected.ts';
import { uuidOf } from './ids.ts';
import { secretOf } from './secrets.ts';

export type Item = { readonly id: string; readonly [field: string]: unknown };

/** What the API answers a context. Every canary in any answer is kept, with where it was first found. */
export type Reader = {
  readonly get: (r: AnyRecord) => Promise<{ readonly said: string; readonly body?: Item }>;
  readonly list: (of: Listed) => Promise<ReadonlySet<Id>>;
  /** How many there are, counted a few at a time. */
  readonly count: (of: Listed) => Promise<number>;
  readonly search: (text: string) => Promise<ReadonlySet<Id>>;
  readonly notes: (r: AnyRecord) => Promise<ReadonlyMap<Id, Item>>;
  /** On the process of others that the tasks belong to. */
  readonly processNotes: (tasks: readonly Task[]) => Promise<ReadonlyMap<Id, Item>>;
  /** Those of the tasks whose process is told, as far as it is. */
  readonly plans: (tasks: readonly Task[]) => Promise<readonly (readonly Item[])[]>;
  /** Where the time went of a task or a process, if that is answered. */
  readonly elapsed: (r: AnyRecord) => Promise<ElapsedBody | undefined>;
  readonly roles: (person: Id) => Promise<ReadonlySet<string>>;
  readonly inbox: () => Promise<ReadonlySet<string>>;
  readonly canaries: ReadonlyMap<string, string>;
};

export const collections: { readonly [T in Gettable | 'token']: string } = {
  account: 'accounts',
  trust: 'trusts',
  person: 'people',
  organization: 'organizations',
  site: 'sites',
  team: 'teams',
  service: 'services',
  offering: 'offerings',
  process: 'processes',
  task: 'tasks',
  approval: 'approvals',
  token: 'tokens',
};
/** Lists that are answered whole. */
export const unpaged: readonly Listed[] = ['account', 'token', 'offered service', 'offered offering'];

type ElapsedBody = z.infer<typeof ElapsedTime>;
type InboxItem = { readonly part: string; readonly approval: string | null; readonly task: Item };

/** Somebody signed in, acting in one account. */
export const clientOf = ({ url }: Api, { person, account }: Pick<Ctx, 'person' | 'account'>): Client =>
  new Client(url, { cookie: `accord=${secretOf(person)}`, 'x-account': uuidOf(account) });

export function readerFor(api: Api, names: ReadonlyMap<string, Id>, ctx: Ctx): Reader {
  const client = clientOf(api, ctx);
  const canaries = new Map<string, string>();
  const ask = async (path: string): Promise<Answer> => {
    const answer = await client.get(path);
    for (const one of canariesIn(answer.body)) if (!canaries.has(one)) canaries.set(one, path);
    if (answer.status >= 500) throw strange(path, answer);
    return answer;
  };
  const page = async <T>(path: string): Promise<readonly T[]> => {
    const answer = await ask(path);
    // A list that is not for this role holds nothing.
    if (answer.status === 403 || answer.status === 404) return [];
    if (answer.status !== 200) throw strange(path, answer);
    const { next, items } = answer.body;
    return next ? [...items, ...(await page<T>(`${path.replace(/&cursor=.*/, '')}&cursor=${next}`))] : items;
  };
  const idOf = (id: string): Id => names.get(id) ?? `unknown ${id}`;
  const idsOf = (items: readonly Item[]) => new Set(items.map(({ id }) => idOf(id)));
  const listed = async (of: Listed, perPage: number): Promise<readonly Item[]> => {
    if (of.startsWith('offered ')) {
      const services = await page<Item>('/v1/offered-services');
      return of === 'offered service' ? services : services.flatMap((one) => one.offerings as readonly Item[]);
    }
    const query = unpaged.includes(of) ? '' : `?perPage=${perPage}${of === 'person' ? '&disabled=true' : ''}`;
    return page(`/v1/${collections[typeOf(of) as Gettable]}${query}`);
  };
  return {
    canaries,
    get: async (r) => {
      const { status, body } = await ask(`/v1/${collections[r.type as Gettable]}/${uuidOf(r.id)}`);
      if (status === 200) return { said: 'shown', body };
      return { said: status === 404 ? 'hidden' : `${status}` };
    },
    list: async (of) => idsOf(await listed(of, 100)),
    count: async (of) => (await listed(of, 7)).length,
    search: async (text) =>
      idsOf(await page(`/v1/people?perPage=100&disabled=true&search=${encodeURIComponent(text)}`)),
    notes: async (r) => {
      const items = await page<Item>(`/v1/${collections[r.type as Gettable]}/${uuidOf(r.id)}/notes?perPage=100`);
      return new Map(items.map((item) => [idOf(item.id), item]));
    },
    processNotes: async (tasks) => {
      const pages = tasks.map(({ id }) => page<Item>(`/v1/tasks/${uuidOf(id)}/process-notes?perPage=100`));
      return new Map((await Promise.all(pages)).flat().map((item) => [idOf(item.id), { ...item, kind: 'public' }]));
    },
    plans: async (tasks) => {
      const answers = await Promise.all(tasks.map(({ id }) => ask(`/v1/tasks/${uuidOf(id)}/plan`)));
      return answers.flatMap(({ status, body }) => (status === 200 ? [body.items] : []));
    },
    elapsed: async (r) => {
      const { status, body } = await ask(`/v1/${collections[r.type as Gettable]}/${uuidOf(r.id)}/elapsed-time`);
      return status === 200 ? body : undefined;
    },
    roles: async (person) => {
      const { body } = await ask(`/v1/people/${uuidOf(person)}/roles`);
      return new Set(((body.roles ?? []) as readonly { readonly name: string }[]).map(({ name }) => name));
    },
    inbox: async () => {
      const rows = await page<InboxItem>(`/v1/inbox?perPage=100&account=${uuidOf(ctx.account)}`);
      return new Set(
        rows.map(({ part, approval, task }) =>
          approval ? `approval ${idOf(approval)} ${part}` : `task ${idOf(task.id)} ${part}`,
        ),
      );
    },
  };
}

const strange = (path: string, { status, body }: Answer) =>
  new Error(`GET ${path} is answered with ${status}: ${JSON.stringify(body)}`);

/** The model's ids by the product's. */
export const namesOf = (w: World): ReadonlyMap<string, Id> =>
  new Map([...everyRecord(w), ...all(w, 'audit')].map(({ id }) => [uuidOf(id), id]));
