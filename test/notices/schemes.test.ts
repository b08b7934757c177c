import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Mail } from '../../domain/mail/mailbox.ts';
import { addMember, createTeam, updateTeam } from '../../domain/person/teams.ts';
import { updateOffering } from '../../domain/service/offerings.ts';
import type { Scheme } from '../../domain/service/scheme.ts';
import { ServiceOffering } from '../../domain/service/service.entity.ts';
import { updateService } from '../../domain/service/services.ts';
import type { Door } from '../../domain/store.ts';
import type { Goal } from '../../domain/task/goals.ts';
import { acceptTask, completeTask } from '../../domain/task/work.ts';
import { linkTeams } from '../../domain/trust/grant.ts';
import { Trust } from '../../domain/trust/trust.entity.ts';
import { type NoticeQueue, type Notices, openQueue, startNotices } from '../../notices/index.ts';
import { nextOpening } from '../../plan/calendar.ts';
import type { Calendar } from '../../plan/plan.ts';
import { by, rows } from '../domain/process-made.ts';
import { until } from '../support/engine.ts';
import { type Organisation, organisation } from '../support/organisation.ts';
import { mailbox, onboarding, takeNotices } from './onboarding.ts';

let org: Organisation;
let notices: Notices;
/** Looks at the same queue. */
let queue: NoticeQueue;
const warnings: string[] = [];
const warn = (message: string, error: unknown) => void warnings.push(`${message}: ${error}`);
const start = () =>
  startNotices({
    queueUrl: org.database.urls.queue,
    store: org.workerStore,
    mail: { from: 'Accord <accord@fernhill.example>' },
    baseUrl: 'https://accord.example/',
    warn,
  });
/** The service that makes logins, its team, and the offering. */
let service: string;
let team: string;
let offering: string;
let calendar: Calendar;
beforeAll(async () => {
  org = await organisation();
  notices = await start();
  queue = await openQueue(org.database.urls.queue, warn);
  const found = await imran(({ em }) => em.findOneOrFail(ServiceOffering, { name: 'create login' }));
  offering = found.id;
  service = found.serviceId;
  calendar = found.calendar;
  team = (await rows<{ team_id: string }>(org, 'select team_id from service where id = $1', service))[0]
    ?.team_id as string;
  await imran((door) => updateTeam(door, team, { coordinatorId: org.personId('imran') }));
  await imran((door) => updateService(door, service, { ownerId: org.personId('sam') }));
});
beforeEach(async () => void (await takeNotices(org)));
afterAll(async () => {
  await notices?.stop();
  await queue?.close();
  await org?.close();
});

const imran = <T>(act: (door: Door) => Promise<T>) => by(org, 'imran', 'fernhill-it', act);
const people = ['ida', 'imran', 'sam', 'marta', 'helen'];

/** A login under a scheme, taken by Ida. */
async function login(scheme: Scheme) {
  await imran((door) => updateOffering(door, offering, { scheme }));
  const process = await onboarding(org);
  await process.drive();
  const task = () => process.task('create login');
  const { id, clocks } = await task();
  await by(org, 'ida', 'fernhill-it', (door) => acceptTask(door, id));
  await takeNotices(org);
  const moment = (goal: Goal, at: number | 'breach') => {
    const clock = clocks?.[goal];
    const when = at === 'breach' ? clock?.breachesAt : clock?.warnings.find(({ percent }) => percent === at)?.at;
    return new Date(Date.parse(when as string) + 1);
  };
  /** The notices that it leaves there, of that promise. */
  const reach = async (goal: Goal, at: number | 'breach') => {
    await process.drive(moment(goal, at));
    const entries = await takeNotices(org);
    return entries.filter(({ payload }) => JSON.stringify(payload).includes(id) && payload.goal === goal);
  };
  /** By its clock it is that moment from now on. */
  const move = (at: Date) =>
    rows(org, 'update process set clock_offset = $2 where id = $1', process.id, at.getTime() - Date.now());
  return { id, process, moment, reach, move };
}

/** Puts them in the queue; what each of the people got of them at once. */
async function told(entries: Awaited<ReturnType<typeof takeNotices>>): Promise<Record<string, Mail[]>> {
  const before = new Map<string, number>();
  for (const key of people) before.set(key, (await mailbox(org, key)).length);
  await notices.enqueue(entries);
  await settled(entries);
  return got(before);
}

async function got(before: ReadonlyMap<string, number>): Promise<Record<string, Mail[]>> {
  const boxes: [string, Mail[]][] = [];
  for (const key of people) boxes.push([key, (await mailbox(org, key)).slice(before.get(key))]);
  return Object.fromEntries(boxes.filter(([, mails]) => mails.length > 0));
}

/** Everything that came of these is delivered or waits for its time. */
async function settled(entries: Awaited<ReturnType<typeof takeNotices>>): Promise<void> {
  const states = async (ids: readonly string[]) => Promise.all(ids.map((id) => queue.queue.getJobState(id)));
  await until(async () => (await states(entries.map(({ id }) => id))).every((state) => state === 'completed'));
  const mails = entries.flatMap(({ id }) => people.map((key) => `${id}.${org.personId(key)}`));
  await until(async () => (await states(mails)).every((state) => ['completed', 'delayed', 'unknown'].includes(state)));
}

const subjects = (boxes: Record<string, Mail[]>) =>
  Object.fromEntries(Object.entries(boxes).map(([key, mails]) => [key, mails.map(({ subject }) => subject)]));

describe('a scheme', () => {
  test('says who is told at which percent, each in one part, and of a breach the manager too', async () => {
    const { reach } = await login([
      { goal: 'respond', at: 50, to: ['assignee', 'coordinator'] },
      { goal: 'respond', at: 80, to: ['manager', 'service_owner'] },
      { goal: 'respond', at: 'breach', to: ['coordinator'] },
    ]);
    const half = await told(await reach('respond', 50));
    expect(subjects(half)).toEqual({
      ida: ['Start a task in Fernhill IT: 50 % of the time is used'],
      imran: ['Look after a task in Fernhill IT: 50 % of the time is used'],
    });
    expect(half.ida?.[0]?.body).toContain('50 % of the time to start this task in Fernhill IT is used.');
    expect(half.imran?.[0]?.body).toContain('You are told as coordinator of its team.');

    const most = await told(await reach('respond', 80));
    expect(subjects(most)).toEqual({
      sam: ['Look after a task in Fernhill IT: 80 % of the time is used'],
      marta: ['Look after a task in Fernhill HR: 80 % of the time is used'],
    });
    expect(most.sam?.[0]?.body).toContain('You are told as owner of its service.');
    expect(most.marta?.[0]?.body).toContain('80 % of the time to start a task is used.');
    expect(most.marta?.[0]?.body).not.toMatch(/ida|imran|sam/i);

    expect(subjects(await told(await reach('respond', 'breach')))).toEqual({
      imran: ['Look after a task in Fernhill IT: the target has passed'],
      marta: ['Look after a late task in Fernhill HR'],
    });
  });

  test('of which nothing is left tells the manager of a breach all the same', async () => {
    const { reach } = await login([{ goal: 'complete', at: 80, to: ['assignee'] }]);
    expect(subjects(await told(await reach('respond', 'breach')))).toEqual({
      marta: ['Look after a late task in Fernhill HR'],
    });
  });

  test('tells whoever has a task and coordinates its team once, as who has it', async () => {
    await imran((door) => updateTeam(door, team, { coordinatorId: org.personId('ida') }));
    const { reach } = await login([{ goal: 'respond', at: 50, to: ['assignee', 'coordinator', 'service_owner'] }]);
    const boxes = await told(await reach('respond', 50));
    expect(Object.keys(boxes)).toEqual(['ida', 'sam']);
    expect(boxes.ida?.[0]?.body).not.toContain('You are told as');
    await imran((door) => updateTeam(door, team, { coordinatorId: org.personId('imran') }));
  });

  test('leaves one event one notice, however often it is looked at', async () => {
    const { reach, process, moment } = await login([{ goal: 'complete', at: 60, to: ['assignee'] }]);
    const first = await reach('complete', 60);
    expect(first.map(({ payload }) => [payload.notice, payload.percent])).toEqual([['warned', 60]]);
    await process.drive(moment('complete', 60));
    expect((await takeNotices(org)).filter(({ payload }) => payload.goal === 'complete')).toEqual([]);
    const boxes = await told(first);
    expect(await told(first)).toEqual({});
    expect(Object.keys(boxes)).toEqual(['ida']);
  });
});

describe('what is told within working hours', () => {
  const scheme: Scheme = [
    { goal: 'complete', at: 60, to: ['assignee'], inWorkingHours: true },
    { goal: 'complete', at: 'breach', to: ['assignee'], inWorkingHours: true },
  ];
  /** A Saturday of rest after a moment. */
  const saturdayAfter = (at: Date) => {
    const noon = new Date(at);
    noon.setUTCHours(12, 0, 0, 0);
    do noon.setUTCDate(noon.getUTCDate() + 1);
    while (noon.getUTCDay() !== 6);
    return noon;
  };

  test('waits in the queue until its receiver’s account opens, across a restart, and is decided again then', async () => {
    const { id, reach, moment, move } = await login(scheme);
    const entries = await reach('complete', 60);
    const saturday = saturdayAfter(moment('complete', 60));
    const opens = Date.parse(nextOpening(calendar, saturday.toISOString()));
    await move(saturday);
    const before = Date.now();
    expect(await told(entries)).toEqual({});
    const jobId = `${entries[0]?.id}.${org.personId('ida')}`;
    const job = await queue.queue.getJob(jobId);
    const delay = job?.delay as number;
    expect(Math.abs(before + delay - (Date.now() + opens - saturday.getTime()))).toBeLessThan(60_000);
    expect(opens - saturday.getTime()).toBeGreaterThan(40 * 3_600_000);

    // Brought forward while it is still Saturday, it goes back to wait.
    await notices.stop();
    notices = await start();
    await job?.promote();
    await until(
      async () =>
        ((await queue.queue.getJob(jobId))?.delay ?? 0) > 0 && (await queue.queue.getJobState(jobId)) === 'delayed',
    );
    expect((await mailbox(org, 'ida')).filter(({ body }) => body.includes(id))).toEqual([]);

    const boxes = new Map([['ida', (await mailbox(org, 'ida')).length]]);
    await move(new Date(opens));
    await (await queue.queue.getJob(jobId))?.promote();
    await until(async () => (await queue.queue.getJobState(jobId)) === 'completed');
    expect(subjects({ ida: (await mailbox(org, 'ida')).slice(boxes.get('ida')) })).toEqual({
      ida: ['Complete a task in Fernhill IT: 60 % of the time is used'],
    });
  });

  test('is told at once while it is open, and of a breach the manager whatever the hour', async () => {
    const { reach, moment, move } = await login(scheme);
    const open = await reach('complete', 60);
    await move(new Date(nextOpening(calendar, moment('complete', 60).toISOString())));
    expect(Object.keys(await told(open))).toEqual(['ida']);
    const late = await reach('complete', 'breach');
    await move(saturdayAfter(moment('complete', 'breach')));
    expect(Object.keys(await told(late))).toEqual(['marta']);
  });

  test('is told to nobody when the task is finished by then', async () => {
    const { id, reach, moment, move } = await login(scheme);
    const late = await reach('complete', 'breach');
    const saturday = saturdayAfter(moment('complete', 'breach'));
    await move(saturday);
    await told(late);
    await by(org, 'ida', 'fernhill-it', (door) => completeTask(door, id, { username: 'noor.haddad' }));
    const jobId = `${late[0]?.id}.${org.personId('ida')}`;
    const before = (await mailbox(org, 'ida')).length;
    await move(new Date(nextOpening(calendar, saturday.toISOString())));
    await (await queue.queue.getJob(jobId))?.promote();
    await until(async () => (await queue.queue.getJobState(jobId)) === 'completed');
    expect((await mailbox(org, 'ida')).length).toBe(before);
  });
});

describe('an escalation', () => {
  let second: string;
  let trust: string;
  let linked: string[];
  const link = (...teams: string[]) => imran((door) => linkTeams(door, trust, teams));
  beforeAll(async () => {
    const between = { trustingId: org.accountId('fernhill-hr'), trustedId: org.accountId('fernhill-it') };
    trust = (await imran(({ em }) => em.findOneOrFail(Trust, { ...between, status: 'accepted' }))).id;
    const found = await rows<{ team_id: string }>(org, 'select team_id from trust_team where trust_id = $1', trust);
    linked = found.map(({ team_id }) => team_id);
    second = (await imran((door) => createTeam(door, 'Escalations'))).team.id;
    await imran((door) => addMember(door, second, org.personId('imran')));
  });
  const scheme = (): Scheme => [{ goal: 'complete', at: 60, to: [], escalateTo: { team: second } }];

  test('is told to who had the task and to who has it now', async () => {
    await link(...linked, second);
    const { id, reach } = await login(scheme());
    const boxes = await told(await reach('complete', 60));
    expect(subjects(boxes)).toEqual({
      ida: ['Leave a task in Fernhill IT: it is escalated'],
      imran: ['Accept an escalated task in Fernhill IT'],
    });
    expect(boxes.imran?.[0]?.body).toContain(
      'This task in Fernhill IT is escalated to you or to a team of yours: 60 % of the time to complete it is used.',
    );
    for (const mails of Object.values(boxes)) expect(mails[0]?.body).toContain(`/tasks/${id}`);
  });

  test('names no task to who had it and may not see it any more', async () => {
    await rows(org, 'update service set confidential = true where id = $1', service);
    const { id, reach } = await login(scheme());
    const boxes = await told(await reach('complete', 60));
    expect(subjects(boxes).ida).toEqual(['Leave a task in Fernhill IT: it is escalated']);
    expect(boxes.ida?.[0]?.body).not.toContain(id);
    expect(boxes.ida?.[0]?.body).not.toContain('create login');
    expect(boxes.imran?.[0]?.body).toContain(id);
    await rows(org, 'update service set confidential = false where id = $1', service);
  });

  test('that cannot be is told with the reason to who looks after the team and the service, else to the team', async () => {
    const { reach } = await login(scheme());
    await link(...linked);
    const entries = await reach('complete', 60);
    const boxes = await told(entries);
    const subject = ['Hand on a task in Fernhill IT: it could not be escalated'];
    expect(subjects(boxes)).toEqual({ imran: subject, sam: subject });
    expect(boxes.imran?.[0]?.body).toContain('is not linked to the trust by which it came');
    expect(boxes.imran?.[0]?.body).toContain('You are told as coordinator of its team.');

    await link(...linked, second);
    await imran((door) => updateTeam(door, team, { coordinatorId: null }));
    await imran((door) => updateService(door, service, { ownerId: null }));
    const again = await login(scheme());
    await link(...linked);
    expect(subjects(await told(await again.reach('complete', 60)))).toEqual({ ida: subject });
  });
});

test('none of it was any trouble', () => expect(warnings).toEqual([]));
