import { answer, api } from '../../../client/api.ts';
import { ApiProblem } from '../../../client/problem.ts';
import { running } from '../queries.ts';
import type { FindPerson } from './row.ts';

/** People by mail address, each asked for once. */
export function finder(account: string): FindPerson {
  const known = new Map<string, Promise<string | undefined>>();
  const ask = async (email: string) => {
    const { items } = await patiently(() =>
      answer(api(account).GET('/v1/people', { params: { query: { search: email } } })),
    );
    return items.find((person) => person.email === email)?.id;
  };
  return (email) => {
    const asked = known.get(email) ?? ask(email);
    known.set(email, asked);
    return asked;
  };
}

export type Asked = {
  readonly account: string;
  readonly template: string;
  readonly input: { readonly [field: string]: unknown };
  readonly roles: { readonly [role: string]: string };
};

/** What only the API can tell of a row before it starts: dates gone by, roles that nobody fills, what would be late. */
export const planOf = ({ account, template, input, roles }: Asked) =>
  patiently(() =>
    answer(
      api(account).POST('/v1/templates/{name}/plan', { params: { path: { name: template } }, body: { input, roles } }),
    ),
  );

/** Whether one of this template goes on about this person already. */
export async function hasOne(account: string, template: string, subject: string): Promise<boolean> {
  const query = { template, subject, status: running, perPage: 1 };
  const { items } = await patiently(() => answer(api(account).GET('/v1/processes', { params: { query } })));
  return items.length > 0;
}

/** Under one key a row starts once, however often it is tried. */
export const startOne = ({ account, template, input, roles }: Asked, team: string, key: string) =>
  patiently(() =>
    answer(
      api(account).POST('/v1/processes', {
        params: { header: { 'Idempotency-Key': key } },
        body: { template, input, roles, ...(team ? { team } : {}) },
      }),
    ),
  );

/** Does something for each, a few at a time. */
export async function inLanes<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const rest = [...items];
  const lane = async () => {
    for (let item = rest.shift(); item !== undefined; item = rest.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(4, rest.length) }, lane));
}

/** Slows down when told to. */
async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof ApiProblem && error.status === 429) || tries === 5) throw error;
      await new Promise((resolve) => setTimeout(resolve, tries * 1_000));
    }
  }
}
