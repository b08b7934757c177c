import { describe, expect, test } from '@jest/globals';
import type { Guard, Moment, PlanNode } from '../../plan/plan.ts';
import { schedule } from '../../plan/schedule.ts';
import { base, course, input, nothing, relative, rowsOf, startedAt, task, workingHours } from './steps.ts';

describe('with all targets just met', () => {
  test('work begins when its predecessors are done and takes the time promised, in its account’s calendar', () => {
    expect(
      rowsOf([
        task('desk', [], workingHours(4)),
        task('laptop', ['desk'], workingHours(4), { account: 'it' }),
        task('welcome', ['desk', 'laptop'], workingHours(1)),
      ]),
    ).toMatchObject({
      desk: { startsAt: startedAt, finishesAt: '2027-03-01T12:00:00.000Z' },
      laptop: { startsAt: '2027-03-01T12:00:00.000Z', finishesAt: '2027-03-01T18:00:00.000Z' },
      welcome: { startsAt: '2027-03-01T18:00:00.000Z', finishesAt: '2027-03-02T09:00:00.000Z' },
      endsAt: '2027-03-02T09:00:00.000Z',
    });
  });

  test('an approval takes two working days, an automation and a milestone no time', () => {
    const approval: PlanNode = { ...base('budget', []), kind: 'approval', approvers: [], required: 1, show: nothing };
    const automation: PlanNode = {
      ...base('name', ['budget']),
      kind: 'automation',
      automation: 'mailbox name',
      with: nothing,
      input: {},
      output: {},
    };
    const milestone: PlanNode = { ...base('ready', ['name']), kind: 'milestone' };
    const rows = rowsOf([approval, automation, milestone]);
    expect(rows.budget).toMatchObject({ finishesAt: '2027-03-03T08:00:00.000Z' });
    expect(rows.ready).toMatchObject({
      startsAt: '2027-03-03T08:00:00.000Z',
      finishesAt: '2027-03-03T08:00:00.000Z',
    });
  });

  test('nothing begins before its time, and what finishes after its due is late', () => {
    const rows = rowsOf([
      task('welcome', [], workingHours(9), {
        notBefore: relative(0, 'days', 'start'),
        due: relative(0, 'days', 'end'),
      }),
      task('badge', [], workingHours(8), { due: relative(-1, 'workingDays', 'end') }),
    ]);
    expect(rows.welcome).toMatchObject({
      startsAt: '2027-03-10T08:00:00.000Z',
      due: '2027-03-10T16:00:00.000Z',
      finishesAt: '2027-03-11T09:00:00.000Z',
      late: true,
      slack: -60,
    });
    expect(rowsOf([task('letter', [], workingHours(64), { due: relative(0, 'days', 'end') })]).letter).toMatchObject({
      finishesAt: '2027-03-10T16:00:00.000Z',
      late: false,
      slack: 0,
    });
    expect(rows.badge).toMatchObject({ late: false, due: '2027-03-09T16:00:00.000Z', slack: 6 * 480 });
  });

  test('the critical path is what the end of the process hangs on', () => {
    const rows = rowsOf([
      task('long', [], workingHours(6)),
      task('short', [], workingHours(2)),
      task('last', ['long', 'short'], workingHours(1)),
      task('aside', ['short'], workingHours(1)),
    ]);
    expect(rows.long).toMatchObject({ critical: true, slack: 0 });
    expect(rows.last).toMatchObject({ critical: true, slack: 0 });
    expect(rows.short).toMatchObject({ critical: false, slack: 240 });
    expect(rows.aside).toMatchObject({ critical: false, slack: 240 });
  });

  test('what waits some days after a completion hangs on it', () => {
    const wait: Moment = {
      from: { is: 'completion', of: ['training'] },
      offset: { amount: 2, unit: 'days' },
      edge: 'start',
    };
    const rows = rowsOf([
      task('training', [], workingHours(1)),
      task('survey', ['training'], workingHours(1), { notBefore: wait }),
    ]);
    expect(rows.survey).toMatchObject({ startsAt: '2027-03-03T09:00:00.000Z', critical: true, slack: 0 });
    expect(rows.training).toMatchObject({ critical: true, slack: 0 });
  });

  test('what an output decides is taken to happen and says so; what the input rules out is not there', () => {
    const output: Guard = { on: { is: 'output', node: 'ask', path: ['answer'] }, equals: 'yes' };
    const ruledOut: Guard = { on: { is: 'input', path: ['startDate'] }, equals: 'never' };
    const rows = rowsOf([
      task('ask', [], workingHours(1)),
      task('maybe', ['ask'], workingHours(2), { when: [output] }),
      task('never', [], workingHours(90), { when: [ruledOut] }),
      task('then', ['maybe', 'never'], workingHours(1)),
    ]);
    expect(rows.ask).toMatchObject({ conditional: false });
    expect(rows.maybe).toMatchObject({ conditional: true });
    expect(rows.never).toBeUndefined();
    expect(rows.then).toMatchObject({ startsAt: '2027-03-01T11:00:00.000Z', conditional: false });
  });

  test('a target in plain hours runs through the night', () => {
    const rows = rowsOf([
      task('access', [], { amount: 24, unit: 'hours' }),
      task('check', ['access'], workingHours(1)),
    ]);
    expect(rows.access).toMatchObject({ finishesAt: '2027-03-02T08:00:00.000Z', critical: true, slack: 0 });
    const halfDay = task('access', ['ask'], { amount: 12, unit: 'hours' }, { due: relative(-5, 'workingDays', 'end') });
    expect(rowsOf([task('ask', [], workingHours(1)), halfDay]).ask).toMatchObject({
      // Until 04:00Z on Wednesday the 3rd.
      slack: 15 * 60,
    });
  });

  test('a process without steps ends when it starts', () => {
    expect(schedule([], input, course)).toEqual({ rows: [], endsAt: startedAt });
  });
});
