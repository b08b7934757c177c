import { expect, test } from '@jest/globals';
import { targetShown } from '../../domain/task/goals.ts';
import { startClock } from '../../plan/clock.ts';
import { amsterdam } from '../plan/offices.ts';
import { at, taskThatIs } from './task-made.ts';

// Four working hours to respond end at 12:00, eight to complete at 16:00.
const held = { assignedAccountId: 'it' };
const iso = (time: string) => at(time).toISOString();
const started = (due?: Date) => {
  const task = taskThatIs('assigned', { ...held, ...(due ? { due } : {}) });
  task.start('ida', at('09:00:00'), amsterdam);
  return task;
};
const only = (goal: 'respond' | 'complete') => {
  const task = taskThatIs('assigned', held);
  task.clocks = { [goal]: task.clocks?.[goal] };
  return task;
};

test.each([
  ['what is assigned to no account', taskThatIs('registered'), 'none', null],
  ['a task without any promise', taskThatIs('assigned', { ...held, clocks: null }), 'best_effort', null],
  [
    'a promise of best effort that is needed by some time',
    taskThatIs('assigned', { ...held, clocks: {}, due: at('15:00:00') }),
    'best_effort',
    null,
  ],
  ['a task nobody has responded to', taskThatIs('assigned', held), 'response', iso('12:00:00')],
  [
    'the same, however late it is needed',
    taskThatIs('assigned', { ...held, due: at('18:00:00') }),
    'response',
    iso('12:00:00'),
  ],
  ['no promise to respond', only('complete'), 'completion', iso('16:00:00')],
  ['a task in progress', started(), 'completion', iso('16:00:00')],
  ['one that is needed earlier than promised', started(at('15:00:00')), 'completion', iso('16:00:00')],
  ['one that is needed when it is promised', started(at('16:00:00')), 'completion', iso('16:00:00')],
  [
    'one that is needed a millisecond later',
    started(new Date(at('16:00:00').getTime() + 1)),
    'desired_completion',
    '2027-03-01T16:00:00.001Z',
  ],
] as const)('of %s', (_, task, is, when) => {
  expect(targetShown(task)).toEqual({ is, at: when });
});

test('stands still with the clocks, is a breach that has passed, and is none once it is finished', () => {
  const task = started(at('18:00:00'));
  task.wait('ida', true, 'Which model?', null, at('10:00:00'), amsterdam);
  expect(targetShown(task)).toEqual({ is: 'clock_stopped', at: null });
  task.start('ida', at('11:00:00'), amsterdam);
  expect(targetShown(task)).toEqual({ is: 'completion', at: '2027-03-02T09:00:00.000Z' });
  task.look(new Date('2027-03-02T10:00:00.000Z'));
  expect(targetShown(task)).toEqual({ is: 'completion', at: '2027-03-02T09:00:00.000Z' });
  task.complete('ida', {}, new Date('2027-03-02T11:00:00.000Z'));
  expect(targetShown(task)).toEqual({ is: 'none', at: null });
});

test('minds no clock that only keeps the ledger of what is not promised', () => {
  const task = only('respond');
  const ledger = startClock(amsterdam, iso('08:00:00'), null);
  Object.assign(task, { clocks: { ...task.clocks, complete: ledger } });
  task.start('ida', at('09:00:00'), amsterdam);
  expect(targetShown(task)).toEqual({ is: 'best_effort', at: null });
});

test('is best effort once all that was promised is a response, and that was given', () => {
  const task = only('respond');
  task.start('ida', at('09:00:00'), amsterdam);
  expect(targetShown(task)).toEqual({ is: 'best_effort', at: null });
});
