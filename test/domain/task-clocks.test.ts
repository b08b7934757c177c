import { describe, expect, test } from '@jest/globals';
import { type ClockEvent, nextTarget } from '../../domain/task/goals.ts';
import { amsterdam } from '../plan/offices.ts';
import { at, taskThatIs } from './task-made.ts';

// Four working hours to respond end at 12:00, eight to complete at 16:00; three quarters of them at 11:00 and 14:00.
const iso = (time: string) => at(time).toISOString();

describe('the promise to respond', () => {
  test('is kept at the first start, not at the acceptance', () => {
    const task = taskThatIs('assigned');
    task.accept('ida', at('09:00:00'));
    expect(task.clocks?.respond?.metAt).toBeUndefined();
    task.start('ida', at('10:00:00'), amsterdam);
    expect(task.clocks?.respond?.metAt).toBe(iso('10:00:00'));
    task.wait('ida', false, 'A part is on order.', null, at('10:30:00'), amsterdam);
    task.start('ida', at('11:30:00'), amsterdam);
    expect(task.clocks?.respond?.metAt).toBe(iso('10:00:00'));
  });

  test.each(['complete', 'fail', 'reject'] as const)('is kept by who is to %s it without starting', (verb) => {
    const task = taskThatIs('assigned');
    if (verb === 'complete') task.complete('ida', {}, at('10:00:00'));
    else task[verb]('ida', 'It burnt.', at('10:00:00'));
    expect([task.clocks?.respond?.metAt, task.clocks?.complete?.metAt]).toEqual([iso('10:00:00'), iso('10:00:00')]);
    expect(task.target).toBeNull();
  });

  test('is kept in time at the very instant of its end, and broken a millisecond later', () => {
    const inTime = taskThatIs('assigned');
    inTime.start('ida', at('12:00:00'), amsterdam);
    expect(inTime.clocks?.respond).toMatchObject({ metAt: iso('12:00:00') });
    expect(inTime.clocks?.respond?.breachedAt).toBeUndefined();
    const late = taskThatIs('assigned');
    late.start('ida', new Date(at('12:00:00').getTime() + 1), amsterdam);
    expect(late.clocks?.respond?.breachedAt).toBe(iso('12:00:00'));
  });
});

describe('waiting', () => {
  test('for the customer stops both clocks; they go on where they were when it is started again', () => {
    const task = taskThatIs('assigned');
    task.wait('ida', true, 'Which model?', null, at('09:00:00'), amsterdam);
    expect([task.target, task.clocks?.respond?.breachesAt, task.clocks?.complete?.breachesAt]).toEqual([
      null,
      undefined,
      undefined,
    ]);
    expect(task.look(at('15:59:00'))).toEqual([]);
    task.start('ida', at('10:00:00'), amsterdam);
    expect(task.clocks?.respond).toMatchObject({
      metAt: iso('10:00:00'),
      stops: [{ from: iso('09:00:00'), to: iso('10:00:00') }],
    });
    // One of eight hours was used before the stop of an hour: it now ends an hour later, on the next day at opening.
    expect(task.clocks?.complete?.breachesAt).toBe('2027-03-02T09:00:00.000Z');
    expect(task.target).toEqual(new Date('2027-03-02T09:00:00.000Z'));
  });

  test('for anything else does not stop them', () => {
    const task = taskThatIs('in_progress');
    task.wait('ida', false, 'A part is on order.', null, at('09:00:00'), amsterdam);
    expect(task.look(at('12:00:01')).map(told)).toEqual(['respond warned 11:00', 'respond breached 12:00']);
    expect(task.clocks?.complete?.stops).toEqual([]);
  });

  test('for something else after the customer answered lets the clocks go on', () => {
    const task = taskThatIs('in_progress');
    task.wait('ida', true, 'Which model?', null, at('09:00:00'), amsterdam);
    task.wait('ida', false, 'A part is on order.', null, at('09:30:00'), amsterdam);
    expect(task.clocks?.complete?.stops).toEqual([{ from: iso('09:00:00'), to: iso('09:30:00') }]);
    expect(task.clocks?.complete?.breachesAt).toBe('2027-03-02T08:30:00.000Z');
  });

  test('for the customer twice in a row is one stop', () => {
    const task = taskThatIs('in_progress');
    task.wait('ida', true, 'Which model?', null, at('09:00:00'), amsterdam);
    task.wait('ida', true, 'And which colour?', null, at('10:00:00'), amsterdam);
    expect([task.clocks?.complete?.stops, task.reason]).toEqual([[{ from: iso('09:00:00') }], 'And which colour?']);
  });

  test('until a time ends at that time, however late it is noticed, and the clocks go on from then', () => {
    const task = taskThatIs('in_progress', { memberId: 'ida' });
    task.wait('ida', true, 'Which model?', at('10:00:00'), at('09:00:00'), amsterdam);
    task.wake(amsterdam);
    expect([task.status, task.memberId, task.waitingUntil]).toEqual(['assigned', 'ida', null]);
    expect(task.clocks?.complete?.stops).toEqual([{ from: iso('09:00:00'), to: iso('10:00:00') }]);
    task.start('ida', at('11:00:00'), amsterdam);
    expect(task.clocks?.respond?.metAt).toBe(iso('11:00:00'));
  });

  test('and being started in time forgets until when it was to wait', () => {
    const task = taskThatIs('in_progress');
    task.wait('ida', false, 'A part is on order.', at('15:00:00'), at('09:00:00'), amsterdam);
    task.start('ida', at('10:00:00'), amsterdam);
    expect(task.waitingUntil).toBeNull();
  });
});

test('what passed unseen is noted before a verb, at the instant it happened', () => {
  const task = taskThatIs('in_progress');
  task.complete('ida', {}, at('17:00:00'));
  expect(task.passed?.map(told)).toEqual([
    'respond warned 11:00',
    'respond breached 12:00',
    'complete warned 14:00',
    'complete breached 16:00',
  ]);
});

test('looking twice tells once', () => {
  const task = taskThatIs('in_progress');
  expect(task.look(at('11:30:00')).map(told)).toEqual(['respond warned 11:00']);
  expect(task.look(at('11:30:00'))).toEqual([]);
});

test('a canceled task keeps what its clocks had come to, and breaks no promise afterwards', () => {
  const task = taskThatIs('in_progress');
  task.cancel('Not wanted any more.', at('12:30:00'));
  expect(task.passed?.map(told)).toEqual(['respond warned 11:00', 'respond breached 12:00']);
  expect(task.look(new Date('2027-03-05T12:00:00.000Z'))).toEqual([]);
  expect([task.clocks?.complete?.breachedAt, task.target]).toEqual([undefined, null]);
});

test('the target is the earliest promise still to be kept', () => {
  const task = taskThatIs('assigned');
  expect(nextTarget(task.clocks)).toEqual(at('12:00:00'));
  task.start('ida', at('10:00:00'), amsterdam);
  expect(task.target).toEqual(at('16:00:00'));
  expect(nextTarget(null)).toBeNull();
});

const told = ({ goal, event, at: when }: ClockEvent) => `${goal} ${event} ${when.slice(11, 16)}`;
