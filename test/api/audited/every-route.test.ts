import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { routes } from '../../../api/routes.ts';
import { endStays } from '../../../domain/person/stays.ts';
import { forwardClock } from '../../../domain/process/forward-clock.ts';
import { rows } from '../../domain/process-made.ts';
import { type Api, startApi } from '../../support/api.ts';
import { type Organisation, organisation } from '../../support/organisation.ts';
import { hire, onboarding } from '../../support/running.ts';
import { administration, trusts } from './accounts.ts';
import { agreements } from './agreements.ts';
import { reports } from './reports.ts';
import { Stage, type Step } from './step.ts';
import { ownWays, sessions, work } from './work.ts';
import { kept, Ledger, type Written } from './written.ts';

/** Every command of the API leaves entries in the right logs, and nothing changes that no entry tells of. */
let org: Organisation;
let api: Api;
let ledger: Ledger;
beforeAll(async () => {
  org = await organisation();
  api = await startApi(org, {
    moveClock: (viewer, processId, minutes) => org.store.as(viewer, (door) => forwardClock(door, processId, minutes)),
  });
  ledger = await Ledger.open(org.database.ownerUrl);
});
afterAll(async () => {
  await ledger?.close();
  await api?.close();
  await org?.close();
});

const nameOf = ({ method, path }: { method: string; path: string }) => `${method} ${path}`;
/** Routes that take what is sent and change nothing. */
const harmless = ['POST /v1/templates/:name/plan'];
const carriedOut = new Set<string>();

const walks: readonly [string, (stage: Stage) => AsyncGenerator<Step>][] = [
  ['of administrators', administration],
  ['between two accounts', trusts],
  ['about what is agreed', agreements],
  ['about agreements that were kept or not', reports],
  ['at work', work],
  ['on how somebody has everything shown', ownWays],
  ['that begins or ends a session', sessions],
];
test.each(walks)(
  'every command %s is in the logs it belongs to, with who did it and for which account',
  async (_, walk) => {
    for await (const step of walk(new Stage(org, api))) {
      carriedOut.add(step.route);
      const client = step.by ? await api.as(...step.by) : api.operator;
      await ledger.written();
      const answer = await step.send(client, pathOf(step.route));
      if (answer.status >= 300)
        throw new Error(`${step.route} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
      const written = await ledger.written();
      const who = step.actor ?? (step.by && { account: org.accountId(step.by[1]), person: org.personId(step.by[0]) });
      const found = written.entries.map((entry) => ({
        log: entry.account_id,
        account: entry.actor_account_id,
        person: entry.actor_id,
      }));
      const logs = step.logs(answer).map((log) => org.accountId(log) ?? log);
      const expected = logs.map((log) => ({ log, account: who?.account ?? log, person: who?.person ?? null }));
      expect([step.route, unique(found)]).toEqual([step.route, unique(expected)]);
      expect([step.route, untold(written)]).toEqual([step.route, []]);
    }
  },
  180_000,
);

test('no command of the API is left out', () => {
  const commands = routes.filter(({ method }) => method !== 'GET').map(nameOf);
  expect([...carriedOut, ...harmless].sort()).toEqual(commands.sort());
});

test('what the product does by itself is told too, as done by nobody', async () => {
  const helen = await api.as('helen');
  await ledger.written();
  const started = await onboarding(org, helen);
  const written = await ledger.written();
  expect(untold(written)).toEqual([]);
  const own = written.entries.filter(({ actor_id }) => actor_id === null);
  expect(own.map(({ action }) => action)).toContain('tasks_activated');
  expect(new Set(own.map((entry) => entry.actor_account_id))).toEqual(new Set([org.accountId('fernhill-hr')]));
  expect(written.entries.some(({ record_id }) => record_id === started.id)).toBe(true);
});

test('whoever has left has left every account he had a part in', async () => {
  const sam = org.personId('sam');
  await rows(
    org,
    `insert into stay (person_id, home_id, ends_on, ends_with, ends_at) values ($1, $2, current_date - 1, 'day', now())`,
    sam,
    org.accountId('fernhill'),
  );
  await ledger.written();
  expect(await endStays(org.workerStore)).toBe(1);
  const written = await ledger.written();
  expect(untold(written)).toEqual([]);
  const logs = ['fernhill', 'fernhill-it', 'fernhill-facilities'].map((handle) => org.accountId(handle));
  expect(written.entries.map((entry) => entry.account_id).sort()).toEqual(logs.sort());
  expect(new Set(written.entries.map(({ action, record_id }) => `${action} ${record_id}`))).toEqual(
    new Set([`left ${sam}`]),
  );
});

test('a plan that is only asked for leaves nothing', async () => {
  const helen = await api.as('helen');
  await ledger.written();
  const answer = await helen.post('/v1/templates/employee-onboarding/plan', { input: hire(org) });
  expect(answer.status).toBe(200);
  expect(await ledger.written()).toEqual({ entries: [], rows: [] });
});

test('every table is looked at, or it is said why not', async () => {
  const tables = await ledger.tables();
  expect(Object.keys(kept).filter((table) => !tables.includes(table))).toEqual([]);
});

/** Rows that changed, which no entry names. */
function untold({ entries, rows }: Written) {
  const told = JSON.stringify(entries);
  return rows.filter(({ about }) => !about.some((id) => told.includes(id)));
}

function pathOf(route: string) {
  return (...ids: string[]) => ids.reduce((path, id) => path.replace(/:\w+/, id), route.split(' ')[1] as string);
}

const unique = (list: readonly object[]) => [...new Set(list.map((one) => JSON.stringify(one)))].sort();
