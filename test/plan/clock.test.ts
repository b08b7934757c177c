import { describe, expect, test } from '@jest/globals';
import {
  type Clock,
  look,
  meet,
  nextInstant,
  presentClock,
  recountClock,
  resumeClock,
  startClock,
  stopClock,
  usedMinutes,
} from '../../plan/clock.ts';
import type { Unit } from '../../plan/plan.ts';
import { amsterdam, nights } from './offices.ts';

const start = (at: string, amount: number, unit: Unit) => startClock(amsterdam, at, { amount, unit });
// Monday 1 March 2027 in Amsterdam is open from 08:00Z to 16:00Z.
const monday = start('2027-03-01T08:00:00.000Z', 4, 'workingHours');

describe('a promise of four working hours made on Monday at nine', () => {
  test('warns at noon and breaches at one', () => {
    expect(monday).toEqual({
      budget: 240,
      startedAt: '2027-03-01T08:00:00.000Z',
      stops: [],
      warnsAt: '2027-03-01T11:00:00.000Z',
      breachesAt: '2027-03-01T12:00:00.000Z',
    });
  });

  test('tells both, in order and with their instants, to whoever looks a week late', () => {
    const { clock, events } = look(monday, '2027-03-08T10:00:00.000Z');
    expect(events).toEqual([
      { event: 'warned', at: '2027-03-01T11:00:00.000Z' },
      { event: 'breached', at: '2027-03-01T12:00:00.000Z' },
    ]);
    expect(look(clock, '2027-03-09T10:00:00.000Z').events).toEqual([]);
    expect(nextInstant(clock)).toBeUndefined();
  });

  test('is in time when kept at the very instant, even if somebody looked just then', () => {
    const at = '2027-03-01T12:00:00.000Z';
    const looked = look(monday, at);
    expect(looked.events).toEqual([{ event: 'warned', at: '2027-03-01T11:00:00.000Z' }]);
    expect(meet(looked.clock, at).clock.breachedAt).toBeUndefined();
    expect(meet(monday, at)).toEqual({ clock: meet(looked.clock, at).clock, events: looked.events });
  });

  test('is late a millisecond after', () => {
    const { clock, events } = meet(monday, '2027-03-01T12:00:00.001Z');
    expect(events.map(({ event }) => event)).toEqual(['warned', 'breached']);
    expect(clock.breachedAt).toBe('2027-03-01T12:00:00.000Z');
    expect(clock.metAt).toBe('2027-03-01T12:00:00.001Z');
  });

  test('wakes first for the warning, then when the breach is certain', () => {
    expect(nextInstant(monday)).toBe('2027-03-01T11:00:00.000Z');
    const warned = look(monday, '2027-03-01T11:00:00.000Z').clock;
    expect(nextInstant(warned)).toBe('2027-03-01T12:00:00.001Z');
    expect(nextInstant(stopClock(warned, '2027-03-01T11:30:00.000Z').clock)).toBeUndefined();
    expect(nextInstant(meet(warned, '2027-03-01T11:30:00.000Z').clock)).toBeUndefined();
  });

  test('goes on after a stop with what it had used', () => {
    const stopped = stopClock(monday, '2027-03-01T09:00:00.000Z').clock;
    expect(stopped.breachesAt).toBeUndefined();
    expect(look(stopped, '2027-03-20T09:00:00.000Z').events).toEqual([]);
    const resumed = resumeClock(stopped, amsterdam, '2027-03-03T15:00:00.000Z').clock;
    expect(resumed.warnsAt).toBe('2027-03-04T09:00:00.000Z');
    expect(resumed.breachesAt).toBe('2027-03-04T10:00:00.000Z');
    expect(usedMinutes(resumed, amsterdam, '2027-03-03T15:30:00.000Z')).toBe(90);
  });

  test('stays breached when it is stopped at the instant of the breach or later', () => {
    for (const at of ['2027-03-01T12:00:00.000Z', '2027-03-01T14:00:00.000Z']) {
      const { clock, events } = stopClock(monday, at);
      expect(events.at(-1)).toEqual({ event: 'breached', at: '2027-03-01T12:00:00.000Z' });
      const resumed = resumeClock(clock, amsterdam, '2027-03-02T10:00:00.000Z').clock;
      expect(look(resumed, '2027-03-09T10:00:00.000Z')).toEqual({ clock: resumed, events: [] });
      expect(resumed).toMatchObject({ warnsAt: resumed.warnedAt, breachesAt: resumed.breachedAt });
    }
  });

  test('takes no notice of what already is', () => {
    const stopped = stopClock(monday, '2027-03-01T09:00:00.000Z').clock;
    expect(stopClock(stopped, '2027-03-01T10:00:00.000Z').clock).toBe(stopped);
    expect(resumeClock(monday, amsterdam, '2027-03-01T10:00:00.000Z').clock).toBe(monday);
    const met = meet(monday, '2027-03-01T10:00:00.000Z').clock;
    expect(meet(met, '2027-03-01T15:00:00.000Z')).toEqual({ clock: met, events: [] });
    expect(stopClock(met, '2027-03-01T15:00:00.000Z').clock).toBe(met);
    expect(recountClock(met, nights('Europe/Amsterdam'), '2027-03-01T15:00:00.000Z').clock).toBe(met);
  });

  test('can be kept while it is stopped', () => {
    const stopped = stopClock(monday, '2027-03-01T09:00:00.000Z').clock;
    const { clock, events } = meet(stopped, '2027-03-02T10:00:00.000Z');
    expect(events).toEqual([]);
    expect(presentClock(clock, amsterdam, '2027-03-08T10:00:00.000Z')).toEqual({
      goal: 240,
      used: 60,
      remaining: 180,
      stopped: false,
      breached: false,
      metAt: '2027-03-02T10:00:00.000Z',
    });
  });

  test('does not run backwards when another machine is a little behind', () => {
    const early = '2027-03-01T07:59:59.990Z';
    expect(stopClock(monday, early).clock.stops).toEqual([{ from: '2027-03-01T08:00:00.000Z' }]);
    expect(meet(monday, early).clock.metAt).toBe('2027-03-01T08:00:00.000Z');
    expect(usedMinutes(monday, amsterdam, early)).toBe(0);
  });

  test('shows what is used, what is left and when it will end', () => {
    expect(presentClock(monday, amsterdam, '2027-03-01T09:30:00.000Z')).toEqual({
      goal: 240,
      used: 90,
      remaining: 150,
      stopped: false,
      breached: false,
      warnsAt: '2027-03-01T11:00:00.000Z',
      breachesAt: '2027-03-01T12:00:00.000Z',
    });
    const late = presentClock(monday, amsterdam, '2027-03-01T15:00:00.000Z');
    expect(late).toMatchObject({ used: 420, remaining: -180, breached: true, breachesAt: '2027-03-01T12:00:00.000Z' });
    const stopped = stopClock(monday, '2027-03-01T09:30:00.000Z').clock;
    expect(presentClock(stopped, amsterdam, '2027-03-05T09:30:00.000Z')).toMatchObject({ used: 90, stopped: true });
  });

  test('counts anew when its calendar is edited, but never into the past', () => {
    const closedAtTen = { ...amsterdam, week: [[[540, 600]], [[540, 1020]], [], [], [], [], []] } as const;
    const { clock, events } = recountClock(monday, closedAtTen, '2027-03-01T10:00:00.000Z');
    expect(events).toEqual([]);
    expect(clock.breachesAt).toBe('2027-03-02T11:00:00.000Z');
    const always = { zone: 'UTC', week: Array.from({ length: 7 }, () => [[0, 1440] as const]), holidays: [] };
    const old: Clock = { ...start('2027-02-26T15:00:00.000Z', 4, 'workingHours') };
    const edited = recountClock(old, always, '2027-03-01T08:30:00.000Z').clock;
    expect(look(edited, '2027-03-01T08:30:00.001Z').events).toEqual([
      { event: 'warned', at: '2027-03-01T08:30:00.000Z' },
      { event: 'breached', at: '2027-03-01T08:30:00.000Z' },
    ]);
  });
});

describe('other promises', () => {
  test('one working day from the opening lasts until the next opening, also after a stop that cost no time', () => {
    const day = start('2027-03-01T08:00:00.000Z', 1, 'workingDays');
    expect(day).toMatchObject({ budget: 480, breachesAt: '2027-03-02T08:00:00.000Z' });
    const stopped = stopClock(day, '2027-03-01T20:00:00.000Z').clock;
    expect(resumeClock(stopped, amsterdam, '2027-03-01T21:00:00.000Z').clock.breachesAt).toBe(day.breachesAt);
    expect(meet(day, '2027-03-01T19:00:00.000Z').clock.breachedAt).toBeUndefined();
  });

  test('three working days from a Thursday afternoon end on Tuesday at that time', () => {
    const days = start('2027-03-25T14:30:00.000Z', 3, 'workingDays');
    expect(days).toMatchObject({ budget: 3 * 480, breachesAt: '2027-03-30T13:30:00.000Z' });
  });

  test('plain hours run through the night, plain days to the same wall time', () => {
    expect(start('2027-03-26T15:00:00.000Z', 24, 'hours').breachesAt).toBe('2027-03-27T15:00:00.000Z');
    expect(start('2027-03-26T15:00:00.000Z', 90, 'minutes').breachesAt).toBe('2027-03-26T16:30:00.000Z');
    const days = start('2027-03-26T15:00:00.000Z', 3, 'days');
    expect(days).toMatchObject({ budget: 3 * 1440 - 60, breachesAt: '2027-03-29T14:00:00.000Z' });
    const stopped = stopClock(days, '2027-03-27T15:00:00.000Z').clock;
    expect(usedMinutes(stopped, amsterdam, '2027-03-28T15:00:00.000Z')).toBe(1440);
    expect(resumeClock(stopped, amsterdam, '2027-03-28T14:00:00.000Z').clock.breachesAt).toBe(
      '2027-03-30T13:00:00.000Z',
    );
  });

  test('a promise of no time at all is kept at once or not at all', () => {
    const none = start('2027-03-01T08:00:00.000Z', 0, 'workingHours');
    expect(meet(none, '2027-03-01T08:00:00.000Z').clock.breachedAt).toBeUndefined();
    expect(look(none, '2027-03-01T08:00:00.001Z').clock.breachedAt).toBe('2027-03-01T08:00:00.000Z');
  });

  test('a negative promise or one that is no number is refused', () => {
    expect(() => start('2027-03-01T08:00:00.000Z', -1, 'hours')).toThrow(/cannot be -1 hours/);
    expect(() => start('2027-03-01T08:00:00.000Z', Number.NaN, 'workingDays')).toThrow(/cannot be NaN/);
    expect(() => start('2027-03-01T08:00:00.000Z', 1.5, 'workingDays')).toThrow(/whole days/);
  });

  test('instants without milliseconds are read like those with', () => {
    expect(meet(monday, '2027-03-01T12:00:00Z').clock.breachedAt).toBeUndefined();
    expect(look(monday, '2027-03-01T11:00:00Z').events).toHaveLength(1);
    expect(look(monday, '2027-03-01T13:00:00+01:00').clock.breachedAt).toBeUndefined();
  });
});
