import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type Clock,
  type ClockEvent,
  look,
  meet,
  nextInstant,
  resumeClock,
  startClock,
  stopClock,
} from '../../plan/clock.ts';
import { usedMinutes } from '../../plan/foresee.ts';
import type { Calendar } from '../../plan/plan.ts';
import { calendarIn, openAfter, openBetween, openMinutes, stretch } from './oracle.ts';

const minuteMs = 60_000;
const weeks = [
  stretch('Europe/Amsterdam', '2027-10-18', 'an hour repeated'),
  stretch('Australia/Lord_Howe', '2027-09-20', 'half an hour skipped'),
  stretch('Pacific/Apia', '2011-12-17', 'a day skipped'),
];

/** What happens to a clock, in minutes since the start of the stretch. */
type Story = { readonly start: number; readonly budget: number; readonly actions: readonly Action[] };
type Action = { readonly at: number; readonly what: 'stop' | 'resume' | 'look' | 'meet' };

const story: fc.Arbitrary<Story> = fc
  .record({
    start: fc.integer({ min: 0, max: 4 * 1440 }),
    budget: fc.integer({ min: 1, max: 3000 }),
    gaps: fc.array(fc.integer({ min: 0, max: 2500 }), { minLength: 8, maxLength: 8 }),
    whats: fc.array(fc.constantFrom('stop', 'resume', 'look'), { minLength: 8, maxLength: 8 }),
    met: fc.boolean(),
  })
  .map(({ start, budget, gaps, whats, met }) => {
    let at = start;
    const actions = gaps.map((gap, index): Action => {
      at += gap;
      return { at, what: met && index === gaps.length - 1 ? 'meet' : (whats[index] as Action['what']) };
    });
    return { start, budget, actions };
  });

describe.each(weeks.map((stretch) => ({ ...stretch, stretch })))('a clock in $zone ($about)', ({ stretch }) => {
  const at = (minute: number) => new Date(stretch.from + minute * minuteMs).toISOString();
  const calendar = calendarIn(stretch);

  const run = (hours: Calendar, { start, budget, actions }: Story, looks: boolean) => {
    let clock = startClock(hours, at(start), { amount: budget, unit: 'workingMinutes' });
    const events: ClockEvent[] = [];
    for (const action of actions) {
      const now = at(action.at);
      const seen = change(clock, hours, now, looks || action.what !== 'look' ? action.what : undefined);
      for (const event of seen.events) expect(event.at <= now).toBe(true);
      events.push(...seen.events);
      clock = seen.clock;
    }
    return { clock, events };
  };

  /** The minutes in which the clock runs: open ones that no stop covers. */
  const running = (hours: Calendar, { actions }: Story) => {
    const open = [...openMinutes(stretch, hours)];
    let stopped: number | undefined;
    for (const { at, what } of actions) {
      if (what === 'stop') stopped ??= at;
      if (what === 'resume' && stopped !== undefined) {
        open.fill(false, stopped, at);
        stopped = undefined;
      }
    }
    return stopped === undefined ? open : open.fill(false, stopped);
  };

  test('warns and breaches when counting minute by minute says so, whenever it is looked at', () => {
    fc.assert(
      fc.property(calendar, story, (hours, tale) => {
        const { events } = run(hours, tale, true);
        const { at: end, what } = tale.actions.at(-1) as Action;
        const ticking = running(hours, tale);
        const warning = openAfter(ticking, tale.start * minuteMs, tale.budget * minuteMs * 0.75);
        const breach = openAfter(ticking, tale.start * minuteMs, tale.budget * minuteMs);
        const endMs = end * minuteMs;
        const expected: ClockEvent[] = [];
        if (warning !== undefined && warning <= endMs) {
          expected.push({ event: 'warned', at: at(warning / minuteMs), percent: 75 });
        }
        if (breach !== undefined && (breach < endMs || (breach === endMs && what === 'stop'))) {
          expected.push({ event: 'breached', at: at(breach / minuteMs) });
        }
        const last = look(run(hours, tale, true).clock, at(end));
        expect([...events, ...last.events]).toEqual(expected);
      }),
    );
  });

  test('is the same in the end however often it was looked at', () => {
    fc.assert(
      fc.property(calendar, story, (hours, tale) => {
        const end = at((tale.actions.at(-1) as Action).at + 1);
        const [often, rarely] = [run(hours, tale, true), run(hours, tale, false)].map(({ clock, events }) => {
          const last = look(clock, end);
          return { clock: last.clock, events: [...events, ...last.events] };
        });
        expect(often).toEqual(rarely);
      }),
    );
  });

  test('has used what was open while it ran, to the millisecond', () => {
    fc.assert(
      fc.property(calendar, story, (hours, tale) => {
        const { clock } = run(hours, tale, false);
        const end = (tale.actions.at(-1) as Action).at;
        const used = openBetween(running(hours, tale), tale.start * minuteMs, end * minuteMs);
        expect(usedMinutes(clock, hours, at(end))).toBe(used / minuteMs);
        if (clock.metAt) expect(usedMinutes(clock, hours, at(end + 5000))).toBe(used / minuteMs);
      }),
    );
  });

  test('has something to tell at its next instant and not a millisecond before', () => {
    fc.assert(
      fc.property(calendar, story, (hours, tale) => {
        let { clock } = run(hours, tale, true);
        for (let next = nextInstant(clock); next; next = nextInstant(clock)) {
          expect(look(clock, new Date(Date.parse(next) - 1).toISOString()).events).toEqual([]);
          const seen = look(clock, next);
          expect(seen.events.length).toBeGreaterThan(0);
          expect(look(seen.clock, next)).toEqual({ clock: seen.clock, events: [] });
          clock = seen.clock;
        }
      }),
    );
  });
});

const change = (clock: Clock, hours: Calendar, now: string, what: Action['what'] | undefined) => {
  switch (what) {
    case 'stop':
      return stopClock(clock, now);
    case 'resume':
      return resumeClock(clock, hours, now);
    case 'meet':
      return meet(clock, now);
    case 'look':
      return look(clock, now);
    case undefined:
      return { clock, events: [] };
  }
};
