import { describe, expect, test } from '@jest/globals';
import { startClock, stopClock } from '../../plan/clock.ts';
import type { NodeFact } from '../../plan/facts.ts';
import type { Guard, PlanNode } from '../../plan/plan.ts';
import type { Course } from '../../plan/schedule.ts';
import { amsterdam } from './offices.ts';
import { base, course, rowsOf, startedAt, task, workingHours } from './steps.ts';

describe('the forecast of a running process', () => {
  const at = '2027-03-02T10:00:00.000Z';
  const complete = startClock(amsterdam, startedAt, workingHours(16));
  const running = (...facts: NodeFact[]): Course => ({
    ...course,
    at,
    facts: new Map(facts.map((fact) => [fact.node, fact])),
  });
  const nodes = [task('first', [], workingHours(16)), task('second', ['first'], workingHours(2))];

  test('keeps what is finished and begins what follows no earlier than now', () => {
    const done = {
      node: 'first',
      round: 1,
      status: 'completed',
      activatedAt: startedAt,
      finishedAt: '2027-03-01T09:00:00.000Z',
    } as const;
    const milestone = { ...base('ready', ['first']), kind: 'milestone' } as const;
    expect(rowsOf([...nodes, milestone], running(done)).ready).toMatchObject({
      finishesAt: done.finishedAt,
      late: false,
    });
    const rows = rowsOf(nodes, running(done, { node: 'second', round: 1, status: 'registered' }));
    expect(rows.first).toEqual({
      startsAt: startedAt,
      finishesAt: '2027-03-01T09:00:00.000Z',
      late: false,
      finished: true,
      conditional: false,
      critical: false,
    });
    expect(rows.second).toMatchObject({ startsAt: at, finishesAt: '2027-03-02T12:00:00.000Z', critical: true });
  });

  test('lets what is open end at its target, and what is overdue end at once', () => {
    const open = {
      node: 'first',
      round: 1,
      status: 'in_progress',
      activatedAt: startedAt,
      clocks: { complete },
    } as const;
    expect(rowsOf(nodes, running(open)).first).toMatchObject({
      startsAt: startedAt,
      finishesAt: '2027-03-02T16:00:00.000Z',
    });
    const late = { ...running(open), at: '2027-03-04T10:00:00.000Z' };
    expect(rowsOf(nodes, late).first).toMatchObject({ finishesAt: '2027-03-04T10:00:00.000Z' });
    const unpromised = { node: 'first', round: 1, status: 'assigned', activatedAt: startedAt } as const;
    expect(rowsOf([task('first', [])], running(unpromised)).first).toMatchObject({ finishesAt: at });
  });

  test('takes a stopped clock to go on now and a failed task to be tried again now', () => {
    const stopped = stopClock(complete, '2027-03-01T12:00:00.000Z').clock;
    const waiting = {
      node: 'first',
      round: 1,
      status: 'waiting_for_customer',
      activatedAt: startedAt,
      clocks: { complete: stopped },
    } as const;
    expect(rowsOf(nodes, running(waiting)).first).toMatchObject({ finishesAt: '2027-03-03T14:00:00.000Z' });
    const failed = {
      node: 'first',
      round: 1,
      status: 'failed',
      activatedAt: startedAt,
      finishedAt: startedAt,
    } as const;
    expect(rowsOf(nodes, running(failed)).first).toMatchObject({
      startsAt: at,
      finishesAt: '2027-03-04T10:00:00.000Z',
      finished: false,
    });
  });

  test('lets a canceled step hurry nothing before it', () => {
    const open = {
      node: 'first',
      round: 1,
      status: 'in_progress',
      activatedAt: startedAt,
      clocks: { complete },
    } as const;
    const canceled = { node: 'second', round: 1, status: 'canceled', finishedAt: at, due: startedAt } as const;
    expect(rowsOf(nodes, running(open, canceled)).first).toMatchObject({ slack: 0, critical: true });
  });

  test('leaves out branches not taken and keeps to dues already given', () => {
    const answer: Guard = { on: { is: 'output', node: 'ask', path: ['answer'] }, equals: 'yes' };
    const branch = [
      task('ask', []),
      task('first', ['ask'], workingHours(16), { when: [answer] }),
      nodes[1] as PlanNode,
    ];
    const asked = {
      node: 'ask',
      round: 1,
      status: 'completed',
      activatedAt: startedAt,
      finishedAt: startedAt,
    } as const;
    const given = { node: 'second', round: 1, status: 'registered', due: '2027-03-02T11:00:00.000Z' } as const;
    const open = { node: 'first', round: 1, status: 'registered' } as const;
    const skipped = { ...open, status: 'canceled', finishedAt: at } as const;
    for (const fact of [open, skipped]) {
      const rows = rowsOf(branch, running({ ...asked, output: { answer: 'no' } }, fact, given));
      expect(rows.first).toBeUndefined();
      expect(rows.second).toMatchObject({ startsAt: at, late: true, slack: -60 });
    }
    const taken = rowsOf(branch, running({ ...asked, output: { answer: 'yes' } }, open, given));
    expect(taken.first).toMatchObject({ startsAt: at, conditional: false });
    const canceled = rowsOf(branch, running(asked, { ...skipped, activatedAt: startedAt }, given));
    expect(canceled.first).toMatchObject({ finished: true, finishesAt: at });
  });
});
