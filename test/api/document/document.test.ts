import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Answer, type Api, type Client, startApi } from '../../support/api.ts';
import { type Organisation, organisation } from '../../support/organisation.ts';
import { onboarding } from '../../support/running.ts';
import { rehearsing } from '../policy/rehearsal.ts';
import { type Checks, checksOf, type Document, type Operation, operationsOf } from './operations.ts';
import { type Values, valuesOf } from './values.ts';

let cast: Organisation;
let api: Api;
let document: Document;
let checks: Checks;
let values: Values;
let callers: readonly Client[];
beforeAll(async () => {
  cast = await organisation();
  const real = await startApi(cast);
  const helen = await real.as('helen');
  const running = await onboarding(cast, helen);
  await onboarding(cast, helen);
  document = (await real.anybody.get('/openapi.json')).body;
  values = valuesOf(document.components.schemas, await idsSeen(real, running.id));
  checks = checksOf(document);
  api = await startApi({ ...cast, store: rehearsing(cast.store) });
  const as = (key: string, account: string) => real.as(key, account);
  callers = (
    await Promise.all([
      as('hugo', 'fernhill-hr'),
      as('ida', 'fernhill-it'),
      as('dana', 'fernhill'),
      as('bella', 'brightwire'),
    ])
  ).map((client) => api.anybody.with(client.headers));
  await real.close();
}, 60_000);
afterAll(async () => {
  await api?.close();
  await cast?.close();
});

/** Ids of all kinds of records, so that what is sent reaches what lies behind the checks. */
async function idsSeen(real: Api, processId: string): Promise<string[]> {
  const hugo = await real.as('hugo', 'fernhill-hr');
  const ids = new Set([processId]);
  for (const path of [
    'processes',
    `processes/${processId}`,
    'tasks',
    'people',
    'teams',
    'trusts',
    'services',
    'accounts',
    'offered-services',
  ]) {
    const { body } = await hugo.get(`/v1/${path}`);
    for (const [id] of JSON.stringify(body).matchAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g)) ids.add(id);
  }
  return [...ids];
}

/** Requests an operation: some as the document allows, some not. */
const each = 14;

test('whatever is sent to any route is answered as the document says, and never by a 5xx', async () => {
  const wrong: string[] = [];
  let sent = 0;
  for (const operation of operationsOf(document)) {
    const cases = fc.sample(requestsTo(operation), { numRuns: each, seed: 20_270_301 });
    await Promise.all(
      cases.map(async ({ path, body, right, by }, index) => {
        const answer = await ask(callers[by] as Client, operation, path, body);
        sent += 1;
        const fault = checks(operation, answer);
        const said = `${operation.method} ${path} ${JSON.stringify(body)?.slice(0, 300) ?? ''} (${right ? 'allowed' : 'not allowed'}, ${index}): ${fault}`;
        if (fault) wrong.push(said);
      }),
    );
  }
  expect(wrong).toEqual([]);
  expect(sent).toBeGreaterThan(1_000);
}, 300_000);

async function ask(caller: Client, { method, streams }: Operation, path: string, body: unknown): Promise<Answer> {
  if (!streams) return caller.send(method, path, body === undefined ? {} : { body: JSON.stringify(body) });
  const leaving = new AbortController();
  const response = await fetch(new URL(path, caller.url), { headers: caller.headers, signal: leaving.signal });
  const text = response.ok ? '' : await response.text();
  leaving.abort();
  return { status: response.status, headers: response.headers, body: text === '' ? '' : JSON.parse(text) };
}

type Asked = { readonly path: string; readonly body: unknown; readonly right: boolean; readonly by: number };

function requestsTo({ path, params, query, body }: Operation): fc.Arbitrary<Asked> {
  const given = (right: boolean) =>
    fc.record({
      at: fc.record(fields(params, true)),
      query: fc.record(fields(query, right), {
        requiredKeys: right ? query.filter(({ required }) => required).map(({ name }) => name) : [],
      }),
      body: body ? (right ? values.allowed(body) : values.wrong(body)) : fc.constant(undefined),
      by: fc.nat({ max: callers.length - 1 }),
    });
  return fc.oneof(
    { weight: 2, arbitrary: given(true).map(request(true)) },
    { weight: 1, arbitrary: given(false).map(request(false)) },
  );

  function request(right: boolean) {
    return (one: { at: object; query: object; body: unknown; by: number }): Asked => {
      const search = new URLSearchParams(Object.entries(one.query).map(([name, value]) => [name, textOf(value)]));
      const filled = Object.entries(one.at).reduce(
        (rest, [name, value]) => rest.replace(`{${name}}`, encodeURIComponent(textOf(value).toWellFormed())),
        path,
      );
      return { path: `${filled}${search.size ? `?${search}` : ''}`, body: one.body, right, by: one.by };
    };
  }
}

const fields = (parameters: Operation['query'], right: boolean) =>
  Object.fromEntries(
    parameters.map(({ name, schema }) => [name, right ? values.allowed(schema) : values.wrong(schema)]),
  );

const textOf = (value: unknown) => (typeof value === 'string' ? value.toWellFormed() : (JSON.stringify(value) ?? ''));
