import { describe, expect, test } from '@jest/globals';
import { addWorking, addWorkingDays, workingMinutesBetween } from '../../plan/calendar.ts';
import { correctClock, look, meet, nextInstant, resumeClock, startClock, stopClock } from '../../plan/clock.ts';
import { presentClock } from '../../plan/clock-face.ts';
import type { Calendar } from '../../plan/plan.ts';
import { amsterdam, officeHours, roundTheClock } from './offices.ts';

// What went wrong in other products, by where it was reported. Monday is 2027-03-01; Amsterdam is an hour ahead of UTC.

const hours = (amount: number) => ({ amount, unit: 'workingHours' }) as const;
const days = (amount: number) => ({ amount, unit: 'workingDays' }) as const;
const monday9 = '2027-03-01T08:00:00.000Z';
const friday16 = '2027-03-05T15:00:00.000Z';
const monday10 = '2027-03-08T09:00:00.000Z';

describe('GLPI', () => {
  test('687: how long it took is counted in the calendar of the promise, also when it came in outside its hours', () => {
    const saturday = startClock(amsterdam, '2027-03-06T11:00:00.000Z', hours(4));
    const { clock } = meet(saturday, monday10);
    expect(presentClock(clock, amsterdam, monday10)).toMatchObject({ used: 60, breached: false });
  });

  test('1912: what was spent waiting for the customer is no part of the time it took', () => {
    const stopped = stopClock(startClock(amsterdam, monday9, hours(8)), '2027-03-01T10:00:00.000Z').clock;
    const { clock } = resumeClock(stopped, amsterdam, '2027-03-01T14:00:00.000Z');
    const met = meet(clock, '2027-03-01T15:00:00.000Z').clock;
    expect(presentClock(met, amsterdam, '2027-03-02T08:00:00.000Z').used).toBe(180);
  });

  test('6902, 15605: a pause is kept when what it is counted by changes meanwhile', () => {
    const stopped = stopClock(startClock(amsterdam, monday9, hours(8)), '2027-03-01T10:00:00.000Z').clock;
    const { clock } = resumeClock(stopped, amsterdam, '2027-03-03T10:00:00.000Z');
    const longer: Calendar = { ...amsterdam, week: amsterdam.week.map((day) => (day.length ? [[480, 1080]] : [])) };
    const recounted = correctClock(clock, longer, '2027-03-03T10:00:00.000Z').clock;
    // Two of eight hours were used before the pause, in the longer hours as well: six are left of the day to 18:00.
    expect(recounted.breachesAt).toBe('2027-03-03T16:00:00.000Z');
  });

  test('10594, 14937: a pause over the weekend takes no working time from a promise in days', () => {
    const stopped = stopClock(startClock(amsterdam, friday16, days(1)), friday16).clock;
    const { clock } = resumeClock(stopped, amsterdam, monday10);
    expect(clock.budget).toBe(480);
    expect(clock.breachesAt).toBe('2027-03-09T09:00:00.000Z');
  });

  test('24481: nothing is broken while it waits for the customer', () => {
    const { clock } = stopClock(startClock(amsterdam, monday9, hours(2)), '2027-03-01T09:00:00.000Z');
    expect(look(clock, '2027-12-01T09:00:00.000Z').events).toEqual([]);
    expect(nextInstant(clock)).toBeUndefined();
  });

  test('9082: what is promised in working days ends within working hours after a pause', () => {
    const stopped = stopClock(startClock(amsterdam, monday9, days(5)), '2027-03-01T10:00:00.000Z').clock;
    const { clock } = resumeClock(stopped, amsterdam, '2027-03-01T13:30:00.000Z');
    expect(clock.breachesAt).toBe('2027-03-08T11:30:00.000Z');
  });
});

describe('osTicket', () => {
  test('1168: hours outside business hours do not count', () => {
    expect(addWorking(amsterdam, friday16, 120)).toBe(monday10);
  });

  test('3034: a status pauses the clock, and another lets it go on with what is left', () => {
    const stopped = stopClock(startClock(amsterdam, monday9, hours(4)), '2027-03-01T11:00:00.000Z').clock;
    const { clock } = resumeClock(stopped, amsterdam, '2027-03-02T08:00:00.000Z');
    expect(clock.breachesAt).toBe('2027-03-02T09:00:00.000Z');
  });
});

describe('Zammad', () => {
  test('4432: it warns and breaches within service times, never at midnight', () => {
    const { warnings, breachesAt } = startClock(amsterdam, '2027-03-05T15:30:00.000Z', hours(2));
    expect([warnings[0]?.at, breachesAt]).toEqual(['2027-03-08T09:00:00.000Z', '2027-03-08T09:30:00.000Z']);
  });

  test('3180: round the clock has no minute at midnight in which it is closed', () => {
    const always = roundTheClock('Europe/Amsterdam');
    expect(addWorking(always, '2027-03-01T22:00:00.000Z', 120)).toBe('2027-03-02T00:00:00.000Z');
    expect(workingMinutesBetween(always, '2027-03-01T00:00:00.000Z', '2027-03-08T00:00:00.000Z')).toBe(7 * 1440);
  });
});

test('Frappe Helpdesk 2212: nobody works while he is at lunch', () => {
  const week = amsterdam.week.map((day) =>
    day.length
      ? [
          [540, 720],
          [780, 1020],
        ]
      : [],
  ) as unknown as Calendar['week'];
  expect(addWorking({ ...amsterdam, week }, monday9, 240)).toBe('2027-03-01T13:00:00.000Z');
});

test('Jmix 790: a working day is a day, and not 24 business hours', () => {
  expect(addWorkingDays(amsterdam, monday9, 1)).toBe('2027-03-02T08:00:00.000Z');
  expect(startClock(amsterdam, monday9, days(1)).breachesAt).toBe('2027-03-02T08:00:00.000Z');
});

describe('Camunda', () => {
  test('CAM-12829: every task counts in the calendar of whoever does it', () => {
    const london = officeHours('Europe/London');
    const ends = [amsterdam, london].map((calendar) => startClock(calendar, '2027-03-01T15:30:00.000Z', hours(1)));
    expect(ends.map(({ breachesAt }) => breachesAt)).toEqual(['2027-03-02T08:30:00.000Z', '2027-03-01T16:30:00.000Z']);
  });

  test('18815: when a clock runs out is changed while it runs', () => {
    const clock = startClock(amsterdam, monday9, hours(8));
    const holiday = { ...amsterdam, holidays: ['2027-03-01'] };
    const recounted = correctClock(clock, holiday, '2027-03-01T10:00:00.000Z').clock;
    expect([clock.breachesAt, recounted.breachesAt]).toEqual(['2027-03-01T16:00:00.000Z', '2027-03-02T16:00:00.000Z']);
  });
});
