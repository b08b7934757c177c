import { describe, expect, test } from '@jest/globals';
import { correctClock, look, meet, nextInstant, resumeClock, startClock, stopClock } from '../../plan/clock.ts';
import { presentClock } from '../../plan/clock-face.ts';
import { usedMinutes } from '../../plan/foresee.ts';
import type { Unit } from '../../plan/plan.ts';
import { amsterdam } from './offices.ts';

const start = (at: string, amount: number, unit: Unit) => startClock(amsterdam, at, { amount, unit });
// Monday 1 March 2027 in Amsterdam is open from 08:00Z to 16:00Z.
const monday = start('2027-03-01T08:00:00.000Z', 4, 'workingHours');

describe('a promise of four working hours made on Monday at nine', () => {
  test('warns at noon and breaches at one', () => {
    expect(monday).toEqual({
      target: { amount: 4, unit: 'workingHours' },
      budget: 240,
      startedAt: '2027-03-01T08:00:00.000Z',
      stops: [],
      warnings: [{ percent: 75, at: '2027-03-01T11:00:00.000Z' }],
      breachesAt: '2027-03-01T12:00:00.000Z',
    });
  });

  test('tells both, in order and with their instants, to whoever looks a week late', () => {
    const { clock, events } = look(monday, '2027-03-08T10:00:00.000Z');
    expect(events).toEqual([
      { event: 'warned', at: '2027-03-01T11:00:00.000Z', percent: 75 },
      { event: 'breached', at: '2027-03-01T12:00:00.000Z' },
    ]);
    expect(look(clock, '2027-03-09T10:00:00.000Z').events).toEqual([]);
    expect(nextInstant(clock)).toBeUndefined();
  });

  test('is in time when kept at the very instant, even if somebody looked just then', () => {
    const at = '2027-03-01T12:00:00.000Z';
    const looked = look(monday, at);
    expect(looked.events).toEqual([{ event: 'warned', at: '2027-03-01T11:00:00.000Z', percent: 75 }]);
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
    expect(resumed.warnings[0]?.at).toBe('2027-03-04T09:00:00.000Z');
    expect(resumed.breachesAt).toBe('2027-03-04T10:00:00.000Z');
    expect(usedMinutes(resumed, amsterdam, '2027-03-03T15:30:00.000Z')).toBe(90);
  });

  test('stays breached when it is stopped at the instant of the breach or later', () => {
    for (const at of ['2027-03-01T12:00:00.000Z', '2027-03-01T14:00:00.000Z']) {
      const { clock, events } = stopClock(monday, at);
      expect(events.at(-1)).toEqual({ event: 'breached', at: '2027-03-01T12:00:00.000Z' });
      const resumed = resumeClock(clock, amsterdam, '2027-03-02T10:00:00.000Z').clock;
      expect(look(resumed, '2027-03-09T10:00:00.000Z')).toEqual({ clock: resumed, events: [] });
      expect(resumed).toMatchObject({ warnings: clock.warnings, breachesAt: resumed.breachedAt });
    }
  });

  test('takes no notice of what already is', () => {
    const stopped = stopClock(monday, '2027-03-01T09:00:00.000Z').clock;
    expect(stopClock(stopped, '2027-03-01T10:00:00.000Z').clock).toBe(stopped);
    expect(resumeClock(monday, amsterdam, '2027-03-01T10:00:00.000Z').clock).toBe(monday);
    const met = meet(monday, '2027-03-01T10:00:00.000Z').clock;
    expect(meet(met, '2027-03-01T15:00:00.000Z')).toEqual({ clock: met, events: [] });
    expect(stopClock(met, '2027-03-01T15:00:00.000Z').clock).toBe(met);
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

  test('warns at every percent that is asked for, each once', () => {
    const often = startClock(amsterdam, '2027-03-01T08:00:00.000Z', { amount: 4, unit: 'workingHours' }, [50, 90]);
    expect(nextInstant(often)).toBe('2027-03-01T10:00:00.000Z');
    const half = look(often, '2027-03-01T10:30:00.000Z');
    expect(half.events).toEqual([{ event: 'warned', at: '2027-03-01T10:00:00.000Z', percent: 50 }]);
    expect(presentClock(half.clock, amsterdam, '2027-03-01T10:30:00.000Z').warnsAt).toBe('2027-03-01T11:36:00.000Z');
    expect(look(half.clock, '2027-03-01T11:36:00.000Z').events).toMatchObject([{ percent: 90 }]);
  });

  test('stands still for one reason after the other, with no minute between them', () => {
    const waiting = stopClock(monday, '2027-03-01T09:00:00.000Z').clock;
    const flagged = stopClock(waiting, '2027-03-01T10:00:00.000Z', 'provider_not_accountable').clock;
    expect(flagged.stops).toEqual([
      { from: '2027-03-01T09:00:00.000Z', to: '2027-03-01T10:00:00.000Z' },
      { from: '2027-03-01T10:00:00.000Z', why: 'provider_not_accountable' },
    ]);
    const resumed = resumeClock(flagged, amsterdam, '2027-03-02T08:30:00.000Z').clock;
    expect(resumed.breachesAt).toBe('2027-03-02T11:30:00.000Z');
    expect(usedMinutes(resumed, amsterdam, '2027-03-02T10:30:00.000Z')).toBe(60 + 120);
  });
});

describe('a clock that is corrected', () => {
  const closed = { ...amsterdam, holidays: ['2027-03-01'] };
  const late = look(monday, '2027-03-01T14:00:00.000Z').clock;

  test('was not broken when the day turns out to have been a holiday, and may be broken on the next', () => {
    const { clock, events } = correctClock(late, closed, '2027-03-01T15:00:00.000Z');
    expect(events).toEqual([]);
    expect(clock.breachedAt).toBeUndefined();
    expect(clock.breachesAt).toBe('2027-03-02T12:00:00.000Z');
    expect(look(clock, '2027-03-03T08:00:00.000Z').events.map(({ event }) => event)).toEqual(['warned', 'breached']);
  });

  test('was broken when less turns out to have been promised, at the instant at which so much was used', () => {
    const target = { amount: 1, unit: 'workingHours' } as const;
    const { clock, events } = correctClock(monday, amsterdam, '2027-03-01T10:30:00.000Z', { target });
    expect(events).toEqual([
      { event: 'warned', at: '2027-03-01T08:45:00.000Z', percent: 75 },
      { event: 'breached', at: '2027-03-01T09:00:00.000Z' },
    ]);
    expect(clock).toMatchObject({ target, budget: 60, breachedAt: '2027-03-01T09:00:00.000Z' });
    // Nobody is told again what is still so.
    expect(correctClock(clock, amsterdam, '2027-03-01T11:00:00.000Z').events).toEqual([]);
  });

  test('gets working days counted anew, and leaves no trace of those promised before', () => {
    const days = startClock(amsterdam, '2027-03-01T08:00:00.000Z', { amount: 1, unit: 'workingDays' });
    expect(days.untilOpening).toBe(true);
    const hours = correctClock(days, amsterdam, '2027-03-01T09:00:00.000Z', { target: { amount: 2, unit: 'hours' } });
    expect(hours.clock).toMatchObject({ roundTheClock: true, breachesAt: '2027-03-01T10:00:00.000Z' });
    expect(hours.clock.untilOpening).toBeUndefined();
    const again = correctClock(hours.clock, closed, '2027-03-01T09:00:00.000Z', {
      target: { amount: 1, unit: 'workingDays' },
    });
    expect(again.clock.breachesAt).toBe('2027-03-03T08:00:00.000Z');
    expect(again.clock.roundTheClock).toBeUndefined();
  });

  test('loses a wrong pause, also when the promise was kept meanwhile', () => {
    const paused = stopClock(monday, '2027-03-01T09:00:00.000Z').clock;
    const resumed = resumeClock(paused, amsterdam, '2027-03-02T08:00:00.000Z').clock;
    const { clock: met } = meet(resumed, '2027-03-02T10:00:00.000Z');
    expect(met.breachedAt).toBeUndefined();
    const { clock, events } = correctClock(met, amsterdam, '2027-03-05T10:00:00.000Z', { stops: [] });
    expect(clock).toMatchObject({ metAt: met.metAt, breachedAt: '2027-03-01T12:00:00.000Z' });
    expect(events.map(({ event }) => event)).toEqual(['breached']);
  });

  test('stays still while it stands still', () => {
    const paused = stopClock(monday, '2027-03-01T11:30:00.000Z').clock;
    const target = { amount: 3, unit: 'workingHours' } as const;
    const { clock, events } = correctClock(paused, amsterdam, '2027-03-03T11:30:00.000Z', { target });
    expect(events.at(-1)).toEqual({ event: 'breached', at: '2027-03-01T11:00:00.000Z' });
    expect(nextInstant(clock)).toBeUndefined();
    expect(nextInstant(correctClock(paused, amsterdam, '2027-03-03T11:30:00.000Z').clock)).toBeUndefined();
  });

  test('comes back to what it was when the correction is taken back', () => {
    const there = correctClock(late, closed, '2027-03-01T15:00:00.000Z').clock;
    expect(correctClock(there, amsterdam, '2027-03-01T15:00:00.000Z').clock).toEqual(late);
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
