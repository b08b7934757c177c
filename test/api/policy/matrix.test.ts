import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Route } from '../../../api/route.ts';
import { routes } from '../../../api/routes.ts';
import { processToForward } from '../../../domain/process/forward-clock.ts';
import type { Viewer } from '../../../domain/viewer.ts';
import { type Api, startApi } from '../../support/api.ts';
import { type Organisation, organisation } from '../../support/organisation.ts';
import { stateOf } from '../../support/state.ts';
import { populate } from './accounts.ts';
import { type Answered, ask, hangUp } from './asking.ts';
import { type Bodies, bodiesOf } from './bodies.ts';
import { type Caller, callersOf } from './callers.ts';
import { expectedOf, isAs, readingOf, sees } from './expected.ts';
import { rehearsing } from './rehearsal.ts';
import { type Target, type Targets, targetsOf } from './targets.ts';
import { type Row, writtenOf } from './written.ts';

let cast: Organisation;
let rehearsal: Api;
let callers: Caller[];
let targets: Targets;
let bodies: Bodies;
beforeAll(async () => {
  cast = await organisation();
  const populated = await populate(cast);
  const api = await startApi(cast);
  callers = await callersOf(cast, api.operator, populated);
  targets = await targetsOf(cast, api, populated, callers);
  await api.close();
  bodies = bodiesOf(cast, targets);
  const store = rehearsing(cast.store);
  const moveClock = async (viewer: Viewer, id: string) =>
    void (await store.as(viewer, (door) => processToForward(door, id)));
  rehearsal = await startApi({ ...cast, store }, { moveClock });
}, 60_000);
afterAll(async () => {
  hangUp();
  await rehearsal?.close();
  await cast?.close();
});

const named = ({ method, path }: Route) => `${method} ${path}`;

/** Records that a route is tried on; undefined: it is about no single one. */
function targetsFor(route: Route): readonly (Target | undefined)[] {
  if (!route.path.includes(':')) return [undefined];
  const found = targets[route.path.split('/')[2] ?? ''] ?? targets[route.path === '/mailbox/:id' ? 'mail' : ''];
  if (!found) throw new Error(`Say in targets.ts on which records ${named(route)} is tried.`);
  return found;
}

test('every role in every relation is answered by every route as its policy says, and so it is written down', async () => {
  const before = await stateOf(cast.database.ownerUrl);
  const wrong: string[] = [];
  const pages: string[] = [];
  for (const route of routes) {
    if (route.body && !bodies[named(route)])
      throw new Error(`Say in bodies.ts what a good body for ${named(route)} is.`);
    const rows: Row[] = [];
    const absent = new Map<Caller, Answered>();
    for (const [index, target] of targetsFor(route).entries()) {
      // Whom nothing is told, and what a token may not, is the same for every record.
      const asked =
        index === 0 ? callers : callers.filter(({ group }) => !['stranger', 'token', 'operator'].includes(group));
      const answers = await askAll(route, asked, target);
      wrong.push(...wrongIn(route, answers, target), ...(await toldApart(route, answers, absent, target)));
      const statuses = new Map([...answers].map(([caller, { status }]) => [caller, status]));
      rows.push({ label: target?.label ?? '', answers: statuses });
    }
    pages.push(writtenOf(route, rows, callers));
  }
  expect(wrong).toEqual([]);
  expect(await stateOf(cast.database.ownerUrl)).toBe(before);
  const now = pages.sort(byPath).join('\n');
  if (process.env.ACCORD_TEST_GOLDEN === 'write') writeFileSync(golden, now);
  expect(now).toBe(readFileSync(golden, 'utf8'));
}, 600_000);

const golden = join(import.meta.dirname, '../policy.golden.txt');

type Answers = ReadonlyMap<Caller, Answered>;
const whereOf = (route: Route, { group, name }: Caller, target?: Target) =>
  `${named(route)} · ${target?.label ?? ''} · ${group} ${name}`;

function wrongIn(route: Route, answers: Answers, target?: Target): string[] {
  return [...answers].flatMap(([caller, { status }]) => {
    const expected = expectedOf(route, readingOf(routes, route), caller, target);
    if (isAs(expected, status, route, caller, target)) return [];
    return [`${whereOf(route, caller, target)}: ${status}, not ${expected}`];
  });
}

/** What is hidden must be answered, to the byte, as what is not there: `absent`, asked once and kept. */
async function toldApart(route: Route, answers: Answers, absent: Map<Caller, Answered>, target?: Target) {
  const reading = readingOf(routes, route);
  const found = [...answers].filter(
    ([caller, { status }]) => target && status === 404 && !sees(reading, caller, target),
  );
  const groups = Map.groupBy(found, ([{ group }]) => group);
  // Every role where something is read; where something is done, one of each account.
  const asked = route.method === 'GET' ? found : [...groups.values()].map(([first]) => first as (typeof found)[number]);
  const unasked = asked.map(([caller]) => caller).filter((caller) => !absent.has(caller));
  for (const [caller, answer] of await askAll(route, unasked)) absent.set(caller, answer);
  return asked.flatMap(([caller, answer]) =>
    answer.said === absent.get(caller)?.said
      ? []
      : [`${whereOf(route, caller, target)}: what is hidden is told apart from what is not there`],
  );
}

async function askAll(route: Route, asked: readonly Caller[], target?: Target): Promise<Map<Caller, Answered>> {
  const waiting = [...asked];
  const answers = new Map<Caller, Answered>();
  const worker = async () => {
    for (let caller = waiting.shift(); caller; caller = waiting.shift()) {
      const question = { route, caller, ...(target ? { target } : {}) };
      answers.set(caller, await ask(rehearsal.url, question, bodies[named(route)]));
    }
  };
  await Promise.all(Array.from({ length: 6 }, worker));
  return answers;
}

const byPath = (one: string, other: string) => (one.slice(one.indexOf(' ')) < other.slice(other.indexOf(' ')) ? -1 : 1);
