import type pg from 'pg';
import { newId } from '../../domain/id.ts';
import type { RoleName } from '../../domain/person/team.entity.ts';
import type { Viewer } from '../../domain/viewer.ts';
import { type Clock, correctClock, meet, resumeClock, startClock, stopClock } from '../../plan/clock.ts';
import { endOf, stopsOf } from './oracle.ts';
import type { TaskSpec, World } from './spec.ts';

/** A world as it lies in the database, and who reads of it. */
export type Planted = {
  readonly agreement: string;
  readonly tasks: readonly string[];
  /** Administrators of the provider and the customer first. */
  readonly readers: readonly Viewer[];
};

/** Puts a world into the database, past its policies. `client`: a session in which triggers do not fire. */
export async function plant(client: pg.Client, world: World): Promise<Planted> {
  const id = Object.fromEntries(names.map((name) => [name, newId()])) as Record<(typeof names)[number], string>;
  const put = (table: string, rows: readonly object[]) =>
    rows.length > 0 ? insert(client, table, rows) : Promise.resolve();
  const { provider, customer, team, trust, service, offering, agreement } = id;
  const long = '2011-01-01T00:00:00Z';
  const { calendar } = world;
  const account = (of: string, name: string) => ({ id: of, handle: `w${of}`, name, kind: 'standard', calendar });
  await put('account', [account(provider, 'P'), account(customer, 'C')]);
  const people = [id.owner, id.other, id.auditor].map((one) => ({ id: one, home_id: customer, name: 'C' }));
  const helpers = [id.helper, id.outsider].map((one) => ({ id: one, home_id: provider, name: 'P' }));
  await put('person', [...people, ...helpers]);
  await put('team', [{ id: team, account_id: provider, name: 'T' }]);
  await put('team_member', [{ team_id: team, account_id: provider, person_id: id.helper }]);
  await put('service', [{ id: service, account_id: provider, name: 'S', team_id: team }]);
  const offered = {
    account_id: provider,
    service_id: service,
    name: 'O',
    target: {},
    calendar,
    starts_on: '2011-01-01',
  };
  await put('service_offering', [{ id: offering, ...offered }]);
  const parties = { trusting_id: customer, trusted_id: provider, invited_by_id: customer };
  const ended = world.trust === 'revoked' ? { ended_at: new Date(), trusting_name: 'C', trusted_name: 'P' } : {};
  const held = world.trust === 'suspended' ? { suspended_by_trusting: new Date() } : {};
  await put('trust', [
    {
      id: trust,
      ...parties,
      status: world.trust,
      invited_at: long,
      expires_at: long,
      decided_at: long,
      ...ended,
      ...held,
    },
  ]);
  const agreed = { provider_id: provider, customer_id: customer, trust_id: trust, offering_id: offering };
  const times = { starts_at: long, prepared_at: long, accepted_at: long };
  await put('agreement', [{ id: agreement, name: 'A', ...agreed, ...times }]);
  await put('plan', [{ account_id: customer, hash: 'h', plan: {} }]);
  const tasks = world.tasks.map(() => newId());
  const processes = [false, true].map((confidential, index) => ({
    ...{ id: confidential ? id.secret : id.open, account_id: customer, number: index + 1, confidential },
    ...{ template: 't', plan_hash: 'h', title: 'X', input: {}, bindings: {}, status: 'in_progress', started_at: long },
    ...{ subject_id: id.owner, manager_id: id.owner, started_by_id: id.owner, clock_offset: world.ahead },
  }));
  await put('process', processes);
  await put(
    'task',
    world.tasks.map((task, index) => ({
      ...taskRow(world, task, index),
      ...{ id: tasks[index], account_id: customer },
      ...{ process_id: task.confidential[0] ? id.secret : id.open, agreement_id: agreement },
      ...{ assigned_account_id: provider, trust_id: trust, offering_id: offering, team_id: team },
    })),
  );
  const shown = world.tasks.map((task, index) => shownRow(task, tasks[index] as string, id));
  if (world.trust === 'accepted') await put('visibility', shown);
  else {
    const kept = shown.filter(({ open }) => !open && world.trust === 'revoked').map((row) => ({ ...row, kept: true }));
    await put('visibility', kept);
    await put('withheld', world.trust === 'suspended' ? shown : []);
  }
  const viewer = (accountId: string, personId: string, role: RoleName, teamIds: string[] = []): Viewer => ({
    ...{ accountId, personId, roles: new Set([role]), teamIds },
  });
  return {
    agreement,
    tasks,
    readers: [
      viewer(provider, id.helper, 'account_admin', [team]),
      viewer(customer, id.owner, 'account_admin'),
      viewer(provider, id.outsider, 'specialist'),
      viewer(customer, id.other, 'specialist'),
      viewer(customer, id.auditor, 'auditor'),
    ],
  };
}

/** Other clocks under all tasks: what a closed period has does not change with them. */
export async function spoil(client: pg.Client, { agreement, tasks }: Planted): Promise<void> {
  await client.query(
    `update task set clocks = '{}', status = 'canceled', finished_at = activated_at where agreement_id = $1 and id = any ($2)`,
    [agreement, tasks],
  );
}

const names = [
  ...(['provider', 'customer', 'team', 'trust', 'service', 'offering', 'agreement', 'open', 'secret'] as const),
  ...(['owner', 'other', 'auditor', 'helper', 'outsider'] as const),
] as const;

const iso = (ms: number) => new Date(ms).toISOString();

function taskRow(world: World, task: TaskSpec, index: number) {
  const { ended, start, impact, confidential } = task;
  const clocks = { respond: clockOf(world, task, 'respond'), complete: clockOf(world, task, 'complete') };
  return {
    ...{ node: `n${index}`, category: 'implementation', title: `Task ${index}`, process_title: 'X', impact, clocks },
    ...{ status: ended?.how ?? 'assigned', activated_at: iso(start), confidential: confidential[0] },
    finished_at: ended ? iso(ended.at) : null,
  };
}

function shownRow({ start, ended, confidential }: TaskSpec, task: string, id: Record<string, string>) {
  return {
    ...{ record_id: task, account_id: id.provider, holder_id: id.team, why: 'assigned', owner_id: id.customer },
    ...{ process_id: confidential[0] ? id.secret : id.open, trust_id: id.trust, team_id: id.team, since: iso(start) },
    ...{ open: !ended, due: iso(start), confidential: confidential[1], until: ended ? iso(ended.at) : null },
  };
}

/** As the product's own verbs leave it. */
function clockOf({ calendar }: World, task: TaskSpec, goal: 'respond' | 'complete'): Clock {
  const promise = task[goal];
  const target = promise
    ? ({ amount: promise.ms / 60_000, unit: promise.plain ? 'minutes' : 'workingMinutes' } as const)
    : null;
  const { met } = endOf(task, goal);
  const stops = stopsOf(task, goal);
  const wrong = { amount: 17, unit: 'hours' } as const;
  let clock = startClock(calendar, iso(task.start), task.corrected ? wrong : target);
  for (const { from, to, why } of stops) {
    // What stands still without end is no correction: only an account of the past is.
    if (task.corrected && to !== undefined) continue;
    clock = stopClock(clock, iso(from), why).clock;
    if (to !== undefined) clock = resumeClock(clock, calendar, iso(to)).clock;
  }
  if (met !== undefined) clock = meet(clock, iso(met)).clock;
  if (!task.corrected) return clock;
  const truth = stops.map(({ from, to, why }) => ({
    ...{ from: iso(from), ...(to === undefined ? {} : { to: iso(to) }) },
    ...(why === 'waiting_for_customer' ? {} : { why }),
  }));
  return correctClock(clock, calendar, iso(met ?? task.ended?.at ?? Date.now()), { target, stops: truth }).clock;
}

async function insert(client: pg.Client, table: string, rows: readonly object[]): Promise<void> {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))].join(', ');
  await client.query(
    `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1)`,
    [JSON.stringify(rows)],
  );
}
