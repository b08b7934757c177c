import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  addWorking,
  addWorkingDays,
  endOfWorkingDay,
  isWorkingDay,
  nextOpening,
  shiftDate,
  startOfWorkingDay,
  subtractWorking,
  workingMinutesBetween,
} from '../../plan/calendar.ts';
import {
  calendarIn,
  openAfter,
  openBefore,
  openBetween,
  openDates,
  openMinutes,
  stretches,
  workingDates,
} from './oracle.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;
const iso = (ms: number) => new Date(ms).toISOString();

// Instants from the middle of a stretch, so that answers a few days away still lie inside it.
const middle = fc.integer({ min: 8 * dayMs, max: 14 * dayMs });

describe.each(stretches().map((stretch) => ({ ...stretch, stretch })))('$zone ($about)', ({ stretch }) => {
  const at = (ms: number) => iso(stretch.from + ms);
  const calendar = calendarIn(stretch);

  test('time between two instants is what counting minute by minute gives', () => {
    fc.assert(
      fc.property(calendar, middle, fc.integer({ min: 0, max: 9 * dayMs }), (hours, from, length) => {
        const counted = openBetween(openMinutes(stretch, hours), from, from + length) / minuteMs;
        expect(workingMinutesBetween(hours, at(from), at(from + length))).toBe(counted);
        expect(workingMinutesBetween(hours, at(from + length), at(from))).toBe(0 - counted);
      }),
    );
  });

  test('adding and subtracting end where counting minute by minute ends', () => {
    fc.assert(
      fc.property(calendar, middle, fc.integer({ min: 1, max: 5 * dayMs }), (hours, from, wanted) => {
        const open = openMinutes(stretch, hours);
        const after = openAfter(open, from, wanted);
        const before = openBefore(open, from, wanted);
        const last = at(stretch.walls.length * minuteMs);
        if (after === undefined) expect(addWorking(hours, at(from), wanted / minuteMs) > last).toBe(true);
        else expect(addWorking(hours, at(from), wanted / minuteMs)).toBe(at(after));
        if (before === undefined) expect(subtractWorking(hours, at(from), wanted / minuteMs) < at(0)).toBe(true);
        else expect(subtractWorking(hours, at(from), wanted / minuteMs)).toBe(at(before));
      }),
    );
  });

  test('the next opening is the first open minute', () => {
    fc.assert(
      fc.property(calendar, middle, (hours, from) => {
        const open = openMinutes(stretch, hours);
        const first = open.findIndex((isOpen, index) => isOpen && (index + 1) * minuteMs > from);
        fc.pre(first >= 0);
        expect(nextOpening(hours, at(from))).toBe(at(Math.max(first * minuteMs, from)));
      }),
    );
  });

  test('a working day begins with its first open minute and ends with its last', () => {
    fc.assert(
      fc.property(calendar, (hours) => {
        const days = new Map(stretch.walls.map(({ date }) => [date, [] as number[]]));
        for (const [index, date] of workingDates(stretch, hours).entries()) if (date) days.get(date)?.push(index);
        for (const [date, minutes] of [...days].slice(2, -2)) {
          const [first, last] = [minutes[0], minutes.at(-1)];
          expect(startOfWorkingDay(hours, date)).toBe(first === undefined ? undefined : at(first * minuteMs));
          expect(endOfWorkingDay(hours, date)).toBe(last === undefined ? undefined : at((last + 1) * minuteMs));
          expect(isWorkingDay(hours, date)).toBe(minutes.length > 0);
        }
      }),
      { numRuns: 20 },
    );
  });

  test('working days after and before a date are the dates with open minutes', () => {
    fc.assert(
      fc.property(calendar, middle, fc.integer({ min: 1, max: 4 }), (hours, from, amount) => {
        const dates = openDates(stretch, workingDates(stretch, hours));
        const { date } = stretch.walls[Math.floor(from / minuteMs)] as { date: string };
        const after = dates.filter((other) => other > date)[amount - 1];
        const before = dates.filter((other) => other < date).at(-amount);
        fc.pre(after !== undefined && before !== undefined);
        expect(shiftDate(hours, date, amount, 'workingDays')).toBe(after);
        expect(shiftDate(hours, date, -amount, 'workingDays')).toBe(before);
      }),
    );
  });

  test('working days away it is the same wall time, or the last working moment before it, or the opening', () => {
    const amounts = fc.integer({ min: -4, max: 4 }).filter((amount) => amount !== 0);
    fc.assert(
      fc.property(calendar, middle, amounts, (hours, ms, amount) => {
        const belongs = workingDates(stretch, hours);
        const open = belongs.map((date) => date !== undefined);
        const from = Math.floor(ms / minuteMs);
        const inside = open[from] || open[from - 1];
        const begin = inside ? from : amount > 0 ? open.indexOf(true, from) : open.lastIndexOf(true, from) + 1;
        fc.pre(begin > 0);
        // At closing time the minute just over still says which day and time it is.
        const last = open[begin] ? begin : begin - 1;
        const date = belongs[last] as string;
        // What is past midnight goes on counting from the midnight before.
        const shown = (index: number) => {
          const wall = stretch.walls[index] as { date: string; minute: number };
          return wall.minute + (wall.date === belongs[index] ? 0 : 1440);
        };
        const wall = shown(last) + (open[begin] ? 0 : 1);
        const others = openDates(stretch, belongs).filter((other) => (amount > 0 ? other > date : other < date));
        const target = amount > 0 ? others[amount - 1] : others.at(amount);
        fc.pre(target !== undefined);
        const minutes = [...open.keys()].filter((index) => belongs[index] === target);
        const earlier = minutes.filter((index) => shown(index) < wall).at(-1);
        const expected =
          minutes.find((index) => shown(index) === wall) ??
          (earlier === undefined ? (minutes[0] as number) : earlier + 1);
        expect(addWorkingDays(hours, at(from * minuteMs), amount)).toBe(at(expected * minuteMs));
      }),
      { numRuns: 100 },
    );
  });

  test('counting there and back loses nothing', () => {
    const amount = fc.integer({ min: 1, max: 3 * dayMs }).map((ms) => ms / minuteMs);
    fc.assert(
      fc.property(calendar, middle, amount, amount, (hours, from, first, second) => {
        const once = addWorking(hours, at(from), first);
        expect(Math.round(workingMinutesBetween(hours, at(from), once) * minuteMs)).toBe(Math.round(first * minuteMs));
        expect(workingMinutesBetween(hours, at(from), iso(Date.parse(once) - 1))).toBeLessThan(first);
        expect(addWorking(hours, once, second)).toBe(addWorking(hours, at(from), first + second));
        expect(addWorking(hours, subtractWorking(hours, once, first), first)).toBe(once);
      }),
    );
  });
});
