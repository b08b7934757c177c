import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { auditEntries } from '../../domain/audit/entries.ts';
import { storyOfProcess, storyOfTask } from '../../domain/audit/story.ts';
import { newsOf } from '../../domain/live.ts';
import { addMember, createTeam, removeMember, updateTeam } from '../../domain/person/teams.ts';
import { updateOffering } from '../../domain/service/offerings.ts';
import type { Scheme } from '../../domain/service/scheme.ts';
import { ServiceOffering } from '../../domain/service/service.entity.ts';
import type { Door } from '../../domain/store.ts';
import { inbox } from '../../domain/task/inbox.ts';
import { acceptTask, startTask, waitTask } from '../../domain/task/work.ts';
import { linkTeams } from '../../domain/trust/grant.ts';
import { resumeTrust, suspendTrust } from '../../domain/trust/suspend.ts';
import { Trust } from '../../domain/trust/trust.entity.ts';
import type { Organisation } from '../support/organisation.ts';
import { begin, by, madeOrganisation, noticesOf, pair, rows } from './process-made.ts';

let org: Organisation;
let trust: string;
/** Of IT: everybody's, and Ida's alone. */
let first: string;
let second: string;
let offering: string;
let linkedFirst: string[];
beforeAll(async () => {
  org = await madeOrganisation();
  trust = await imran(async ({ em }) => {
    const both = { trustingId: org.accountId('fernhill-hr'), trustedId: org.accountId('fernhill-it') };
    return (await em.findOneOrFail(Trust, { ...both, status: 'accepted' })).id;
  });
  offering = (
    await imran(({ em }) =>
      em.findOneOrFail(ServiceOffering, { name: 'made login', accountId: org.accountId('fernhill-it') }),
    )
  ).id;
  second = (await imran((door) => createTeam(door, 'Escalations'))).team.id;
  await imran((door) => addMember(door, second, org.personId('ida')));
  const [linked] = await rows<{ teams: string[]; team: string }>(
    org,
    `select array_agg(x.team_id) as teams, (select s.team_id from service_offering o join service s on s.id = o.service_id where o.id = $2) as team
     from trust_team x where x.trust_id = $1`,
    trust,
    offering,
  );
  first = linked?.team as string;
  linkedFirst = linked?.teams as string[];
  // Ida is in the second alone, so that she sees what leaves the first.
  await imran((door) => updateTeam(door, first, { coordinatorId: org.personId('imran') }));
  await imran((door) => removeMember(door, first, org.personId('ida')));
});
beforeEach(() => imran((door) => linkTeams(door, trust, [...linkedFirst, second])));
afterAll(() => org?.close());

const imran = <T>(act: (door: Door) => Promise<T>) => by(org, 'imran', 'fernhill-it', act);
const ida = <T>(act: (door: Door) => Promise<T>) => by(org, 'ida', 'fernhill-it', act);
const waits = async (who: typeof ida, id: string) =>
  (await who((door) => inbox(door, 'all', undefined, 100))).some(({ task }) => task.id === id);

/** A login under a scheme, and how to bring it to a moment of one of its clocks. */
async function login(scheme: Scheme) {
  await imran((door) => updateOffering(door, offering, { scheme }));
  const run = await begin(org, pair);
  await run.drive();
  const task = () => run.task('made-login');
  const { id } = await task();
  const reach = async (goal: 'respond' | 'complete', at: number | 'breach') => {
    const clock = (await task()).clocks?.[goal];
    const moment = at === 'breach' ? clock?.breachesAt : clock?.warnings.find(({ percent }) => percent === at)?.at;
    await run.drive(new Date(Date.parse(moment as string) + 1));
  };
  return { run, id, task, reach };
}
const toTeam = (goal: 'respond' | 'complete', at: number | 'breach'): Scheme => [
  { goal, at, to: [], escalateTo: { team: second } },
];
/** What the stories of the task say of it, as the account that owns it and as the one that holds it. */
async function escalationsTold(run: { id: string }, id: string) {
  const escalated = (items: { action: string; changes: object; tasks: readonly { id: string }[] }[]) =>
    items
      .filter(({ action, tasks }) => action.includes('escalated') && tasks[0]?.id === id)
      .map(({ action, changes }) => ({ action, ...changes }));
  const owner = escalated(await helen((door) => storyOfTask(door, id, undefined, 100)));
  expect(escalated(await helen((door) => storyOfProcess(door, run.id, undefined, 100)))).toEqual(owner);
  return { owner, holder: escalated(await imran((door) => storyOfTask(door, id, undefined, 100))) };
}
const helen = <T>(act: (door: Door) => Promise<T>) => by(org, 'helen', 'fernhill-hr', act);
/** What streams call it, of the same two. */
async function streamed(id: string) {
  const entries = await rows<{ id: string }>(
    org,
    `select id from audit where record_id = $1 and action like '%escalated'`,
    id,
  );
  const ids = entries.map((entry) => entry.id);
  const told = async (who: typeof helen) => (await who((door) => newsOf(door, ids))).map(({ action }) => action);
  return { owner: await told(helen), holder: await told(imran) };
}
const acted = (id: string) =>
  rows<{ action: string; changes: object; account_id: string }>(
    org,
    `select action, changes, account_id from audit where record_id = $1 and action like '%escalated' order by id`,
    id,
  );

test('at the moment of a rule the task leaves its team for another, once, and its clocks go on', async () => {
  const { run, id, task, reach } = await login(toTeam('complete', 60));
  await imran((door) => acceptTask(door, id));
  const before = await task();
  await run.drive(new Date(Date.parse(before.clocks?.complete?.warnings[0]?.at as string) - 1));
  expect((await task()).teamId).toBe(first);
  expect([await waits(imran, id), await waits(ida, id)]).toEqual([true, false]);

  await reach('complete', 60);
  const after = await task();
  expect(after).toMatchObject({ teamId: second, memberId: null, status: 'assigned', escalated: ['complete 60'] });
  expect([await waits(imran, id), await waits(ida, id)]).toEqual([false, true]);
  const ledger = ({
    startedAt,
    stops,
    budget,
    breachesAt,
  }: NonNullable<NonNullable<typeof before.clocks>['complete']>) => ({ startedAt, stops, budget, breachesAt });
  expect(ledger(after.clocks?.complete as never)).toEqual(ledger(before.clocks?.complete as never));
  expect(await noticesOf(org, run, 'escalated')).toMatchObject([
    {
      goal: 'complete',
      percent: 60,
      from: { team: first, member: org.personId('imran') },
      tasks: [{ id, team: second }],
    },
  ]);
  expect(await acted(id)).toEqual([
    {
      action: 'escalated',
      account_id: org.accountId('fernhill-hr'),
      changes: { team: second, fromTeam: first, reason: '60 % of the time to complete is used.' },
    },
  ]);
  // Both sides read it in their logs, as done by the product.
  for (const [key, account] of [
    ['hugo', 'fernhill-hr'],
    ['imran', 'fernhill-it'],
  ] as const) {
    const entries = await by(org, key, account, (door) => auditEntries(door, { recordId: id }, undefined, 10));
    expect(entries.filter(({ action }) => action === 'escalated')).toMatchObject([
      { changes: { reason: '60 % of the time to complete is used.' }, by: { product: true, person: null } },
    ]);
  }
  // Those who follow it for its owner read that another team has it.
  expect(await escalationsTold(run, id)).toEqual({
    owner: [{ action: 'escalated' }],
    holder: [{ action: 'escalated', reason: '60 % of the time to complete is used.' }],
  });
  expect(await streamed(id)).toEqual({ owner: ['changed'], holder: ['escalated'] });
  await reach('complete', 'breach');
  expect(await acted(id)).toHaveLength(1);
  expect((await task()).teamId).toBe(second);
});

test('to a person it goes while it stays with its team, and nobody reads in the logs who that is', async () => {
  const { run, id, task, reach } = await login([
    { goal: 'respond', at: 'breach', to: [], escalateTo: { person: org.personId('ida') } },
  ]);
  await reach('respond', 'breach');
  expect(await escalationsTold(run, id)).toEqual({
    owner: [],
    holder: [{ action: 'escalated', reason: 'The target to respond has passed.' }],
  });
  expect(await task()).toMatchObject({ teamId: first, memberId: org.personId('ida'), status: 'assigned' });
  expect([await waits(imran, id), await waits(ida, id)]).toEqual([false, true]);
  expect(JSON.stringify(await acted(id))).not.toContain(org.personId('ida'));
  await ida((door) => startTask(door, id));
  expect((await task()).clocks?.respond?.breachedAt).toBeDefined();
});

test('a promise that was kept escalates nothing, nor does one that was kept late', async () => {
  const { run, id, task } = await login(toTeam('respond', 'breach'));
  await imran((door) => startTask(door, id));
  const { clocks } = await task();
  await run.drive(new Date(Date.parse(clocks?.respond?.startedAt as string) + 30 * 86_400_000));
  expect((await task()).teamId).toBe(first);
  const late = await login(toTeam('respond', 'breach'));
  await rows(org, 'update process set clock_offset = $2 where id = $1', late.run.id, 30 * 86_400_000);
  await imran((door) => startTask(door, late.id));
  expect((await late.task()).clocks?.respond?.breachedAt).toBeDefined();
  await late.run.drive(new Date(Date.now() + 31 * 86_400_000));
  expect((await late.task()).teamId).toBe(first);
  expect([...(await acted(id)), ...(await acted(late.id))]).toEqual([]);
});

test('what somebody’s own doing brought to light is escalated as soon as the process is looked after', async () => {
  const { run, id, task } = await login(toTeam('respond', 'breach'));
  await rows(org, 'update process set clock_offset = $2 where id = $1', run.id, 30 * 86_400_000);
  const later = new Date(Date.now() + 30 * 86_400_000);
  await imran((door) => waitTask(door, id, { for: 'other', reason: 'A part is on order.' }));
  expect((await task()).teamId).toBe(first);
  await run.drive(later);
  await run.drive(later);
  expect(await task()).toMatchObject({ teamId: second, status: 'waiting_for' });
  expect(await acted(id)).toHaveLength(1);
  expect(await noticesOf(org, run, 'escalated')).toHaveLength(1);
});

test('to a team that is not linked any more it does not go: that is said with the reason, once', async () => {
  const { run, id, task, reach } = await login(toTeam('complete', 60));
  await imran((door) => linkTeams(door, trust, linkedFirst));
  await reach('complete', 60);
  await reach('complete', 'breach');
  expect(await task()).toMatchObject({ teamId: first, escalated: ['complete 60'] });
  expect(await acted(id)).toMatchObject([
    {
      action: 'not_escalated',
      changes: { reason: '60 % of the time to complete is used. The team it was to go to is not linked to the trust.' },
    },
  ]);
  expect(await noticesOf(org, run, 'not_escalated')).toMatchObject([{ hindrance: 'team_not_linked', percent: 60 }]);
  const { owner, holder } = await escalationsTold(run, id);
  expect([owner, holder]).toMatchObject([[], [{ action: 'not_escalated', reason: expect.stringContaining('linked') }]]);
  expect(await streamed(id)).toEqual({ owner: ['changed'], holder: ['not_escalated'] });
});

test('nor to somebody who does no work of the account any more', async () => {
  const { run, id, task, reach } = await login([
    { goal: 'respond', at: 'breach', to: [], escalateTo: { person: org.personId('sam') } },
  ]);
  await rows(org, 'delete from role where person_id = $1', org.personId('sam'));
  await reach('respond', 'breach');
  expect((await task()).memberId).toBeNull();
  expect(await noticesOf(org, run, 'not_escalated')).toMatchObject([{ hindrance: 'person_left' }]);
  expect(await acted(id)).toHaveLength(1);
});

test('while its trust is suspended nothing goes elsewhere; it does once that goes on', async () => {
  const { run, id, task, reach } = await login(toTeam('respond', 'breach'));
  await by(org, 'hugo', 'fernhill-hr', (door) => suspendTrust(door, trust));
  await reach('respond', 'breach');
  expect(await task()).toMatchObject({ teamId: first, escalated: null });
  const woken = () => rows(org, `select 1 from outbox where kind = 'changed' and process_id = $1`, run.id);
  const before = (await woken()).length;
  await by(org, 'hugo', 'fernhill-hr', (door) => resumeTrust(door, trust));
  expect((await woken()).length).toBe(before + 1);
  await run.drive(new Date(Date.now() + 30 * 86_400_000));
  expect((await task()).teamId).toBe(second);
  expect([await waits(imran, id), await waits(ida, id)]).toEqual([false, true]);
});
