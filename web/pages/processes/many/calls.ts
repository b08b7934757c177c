import { answer, api } from '../../../client/api.ts';
import { ApiProblem } from '../../../client/problem.ts';
import { running } from '../queries.ts';

/** Whoever has this mail address. */
export async function personOf(account: string, address: string): Promise<string | undefined> {
  const query = { search: address };
  const { items } = await patiently(() => answer(api(account).GET('/v1/people', { params: { query } })));
  return items.find(({ email }) => email === address)?.id;
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

/** Does something for each, a few at a time and not too fast: whoever else works in the account is not to be told to slow down. */
export async function inLanes<T>(
  items: readonly T[],
  signal: AbortSignal,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const rest = [...items];
  const lane = async () => {
    for (let item = rest.shift(); item !== undefined && !signal.aborted; item = rest.shift())
      await Promise.all([work(item), pause(leastTime)]);
  };
  await Promise.all(Array.from({ length: Math.min(4, rest.length) }, lane));
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
/** ms */
const leastTime = 120;

/** Slows down when told to. */
async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof ApiProblem && error.status === 429) || tries === 5) throw error;
      await pause(tries * 1_000);
    }
  }
}
