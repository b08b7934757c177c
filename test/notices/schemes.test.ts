import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { updateTeam } from '../../domain/person/teams.ts';
import type { Scheme } from '../../domain/service/scheme.ts';
import { completeTask } from '../../domain/task/work.ts';
import { nextOpening } from '../../plan/calendar.ts';
import { by } from '../domain/process-made.ts';
import { until } from '../support/engine.ts';
import { mailbox, takeNotices } from './onboarding.ts';
import { subjects, underScheme } from './under-scheme.ts';

let it: Awaited<ReturnType<typeof underScheme>>;
beforeAll(async () => {
  it = await underScheme();
});
beforeEach(async () => void (await takeNotices(it.org)));
afterAll(() => it?.close());

describe('a scheme', () => {
  test('says who is told at which percent, each in one part, and of a breach the manager too', async () => {
    const { reach } = await it.login([
      { goal: 'respond', at: 50, to: ['assignee', 'coordinator'] },
      { goal: 'respond', at: 80, to: ['manager', 'service_owner'] },
      { goal: 'respond', at: 'breach', to: ['coordinator'] },
    ]);
    const half = await it.told(await reach('respond', 50));
    expect(subjects(half)).toEqual({
      ida: ['Start a task in Fernhill IT: 50 % of the time is used'],
      imran: ['Look after a task in Fernhill IT: 50 % of the time is used'],
    });
    expect(half.ida?.[0]?.body).toContain('50 % of the time to start this task in Fernhill IT is used.');
    expect(half.imran?.[0]?.body).toContain('You are told as coordinator of its team.');

    const most = await it.told(await reach('respond', 80));
    expect(subjects(most)).toEqual({
      sam: ['Look after a task in Fernhill IT: 80 % of the time is used'],
      marta: ['Look after a task in Fernhill HR: 80 % of the time is used'],
    });
    expect(most.sam?.[0]?.body).toContain('You are told as owner of its service.');
    expect(most.marta?.[0]?.body).toContain('80 % of the time to start a task is used.');
    expect(most.marta?.[0]?.body).not.toMatch(/ida|imran|sam/i);

    expect(subjects(await it.told(await reach('respond', 'breach')))).toEqual({
      imran: ['Look after a task in Fernhill IT: the target has passed'],
      marta: ['Look after a late task in Fernhill HR'],
    });
  });

  test('of which nothing is left tells the manager of a breach all the same', async () => {
    const { reach } = await it.login([{ goal: 'complete', at: 80, to: ['assignee'] }]);
    expect(subjects(await it.told(await reach('respond', 'breach')))).toEqual({
      marta: ['Look after a late task in Fernhill HR'],
    });
  });

  test('tells whoever has a task and coordinates its team once, as who has it', async () => {
    await it.imran((door) => updateTeam(door, it.team, { coordinatorId: it.org.personId('ida') }));
    const { reach } = await it.login([{ goal: 'respond', at: 50, to: ['assignee', 'coordinator', 'service_owner'] }]);
    const boxes = await it.told(await reach('respond', 50));
    expect(Object.keys(boxes)).toEqual(['ida', 'sam']);
    expect(boxes.ida?.[0]?.body).not.toContain('You are told as');
    await it.imran((door) => updateTeam(door, it.team, { coordinatorId: it.org.personId('imran') }));
  });

  test('leaves one event one notice, however often it is looked at', async () => {
    const { reach, process, moment } = await it.login([{ goal: 'complete', at: 60, to: ['assignee'] }]);
    const first = await reach('complete', 60);
    expect(first.map(({ payload }) => [payload.notice, payload.percent])).toEqual([['warned', 60]]);
    await process.drive(moment('complete', 60));
    expect((await takeNotices(it.org)).filter(({ payload }) => payload.goal === 'complete')).toEqual([]);
    const boxes = await it.told(first);
    expect(await it.told(first)).toEqual({});
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
    const { id, reach, moment, move } = await it.login(scheme);
    const entries = await reach('complete', 60);
    const saturday = saturdayAfter(moment('complete', 60));
    const opens = Date.parse(nextOpening(it.calendar, saturday.toISOString()));
    await move(saturday);
    const before = Date.now();
    expect(await it.told(entries)).toEqual({});
    const jobId = `${entries[0]?.id}.${it.org.personId('ida')}`;
    const job = await it.queue.getJob(jobId);
    const delay = job?.delay as number;
    expect(Math.abs(before + delay - (Date.now() + opens - saturday.getTime()))).toBeLessThan(60_000);
    expect(opens - saturday.getTime()).toBeGreaterThan(40 * 3_600_000);

    // Brought forward while it is still Saturday, it goes back to wait.
    await it.restart();
    await job?.promote();
    await until(
      async () => ((await it.queue.getJob(jobId))?.delay ?? 0) > 0 && (await it.queue.getJobState(jobId)) === 'delayed',
    );
    expect((await mailbox(it.org, 'ida')).filter(({ body }) => body.includes(id))).toEqual([]);

    const boxes = new Map([['ida', (await mailbox(it.org, 'ida')).length]]);
    await move(new Date(opens));
    await (await it.queue.getJob(jobId))?.promote();
    await until(async () => (await it.queue.getJobState(jobId)) === 'completed');
    expect(subjects({ ida: (await mailbox(it.org, 'ida')).slice(boxes.get('ida')) })).toEqual({
      ida: ['Complete a task in Fernhill IT: 60 % of the time is used'],
    });
  });

  test('is told at once while it is open, and of a breach the manager whatever the hour', async () => {
    const { reach, moment, move } = await it.login(scheme);
    const open = await reach('complete', 60);
    await move(new Date(nextOpening(it.calendar, moment('complete', 60).toISOString())));
    expect(Object.keys(await it.told(open))).toEqual(['ida']);
    const late = await reach('complete', 'breach');
    await move(saturdayAfter(moment('complete', 'breach')));
    expect(Object.keys(await it.told(late))).toEqual(['marta']);
  });

  test('is told to nobody when the task is finished by then', async () => {
    const { id, reach, moment, move } = await it.login(scheme);
    const late = await reach('complete', 'breach');
    const saturday = saturdayAfter(moment('complete', 'breach'));
    await move(saturday);
    await it.told(late);
    await by(it.org, 'ida', 'fernhill-it', (door) => completeTask(door, id, { username: 'noor.haddad' }));
    expect(late.map(({ payload }) => payload.notice)).toEqual(['warned', 'breached']);
    const before = (await mailbox(it.org, 'ida')).length;
    await move(new Date(nextOpening(it.calendar, saturday.toISOString())));
    for (const jobId of late.map((entry) => `${entry.id}.${it.org.personId('ida')}`)) {
      await (await it.queue.getJob(jobId))?.promote();
      await until(async () => (await it.queue.getJobState(jobId)) === 'completed');
    }
    expect((await mailbox(it.org, 'ida')).length).toBe(before);
  });
});

test('none of it was any trouble', () => expect(it.warnings).toEqual([]));
