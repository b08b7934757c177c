import { addWorking, nextOpening, subtractWorking, workingMinutesBetween } from '../../plan/calendar.ts';
import {
  type Clock,
  correctClock,
  type Look,
  look,
  meet,
  resumeClock,
  startClock,
  stopClock,
} from '../../plan/clock.ts';
import { usedMinutes } from '../../plan/foresee.ts';
import type { Calendar } from '../../plan/plan.ts';
import type { Told } from './by-minute.ts';
import type { Case, Hours, Step, Story } from './cases.ts';

const minuteMs = 60_000;

/** What the product says, in the terms of `expected`. `origin`: the start of the stretch. */
export function said({ calendars }: Hours, one: Case, origin: number): unknown {
  const calendar = calendars[0]!;
  const at = (ms: number) => new Date(origin + ms).toISOString();
  const ms = (instant: string) => Date.parse(instant) - origin;
  if (one.kind === 'between') return Math.round(workingMinutesBetween(calendar, at(one.from), at(one.to)) * minuteMs);
  if (one.kind === 'add') return ms(addWorking(calendar, at(one.from), one.amount / minuteMs));
  if (one.kind === 'subtract') return ms(subtractWorking(calendar, at(one.from), one.amount / minuteMs));
  if (one.kind === 'opening') return ms(nextOpening(calendar, at(one.from)));
  return saidOf(calendars, one, at, ms);
}

function saidOf(
  calendars: Hours['calendars'],
  { from, amount, steps, end }: Story,
  at: (ms: number) => string,
  ms: (instant: string) => number,
): Told {
  let calendar = calendars[0]!;
  let clock = startClock(calendar, at(from), promise(amount));
  const events: { event: Look['events'][number]['event']; at: number }[] = [];
  const take = ({ clock: next, events: told }: Look) => {
    clock = next;
    for (const { event, at } of told) events.push({ event, at: ms(at) });
  };
  for (const step of steps) {
    if (step.what === 'edit') calendar = calendars[step.to]!;
    take(done(clock, calendar, at(step.at), step));
  }
  take(look(clock, at(end)));
  return { events, used: Math.round(usedMinutes(clock, calendar, at(end)) * minuteMs) };
}

function done(clock: Clock, calendar: Calendar, now: string, step: Step): Look {
  switch (step.what) {
    case 'stop':
      return stopClock(clock, now, step.why);
    case 'resume':
      return resumeClock(clock, calendar, now);
    case 'look':
      return look(clock, now);
    case 'meet':
      return meet(clock, now);
    case 'edit':
      return correctClock(clock, calendar, now);
    case 'retarget':
      return correctClock(clock, calendar, now, { target: promise(step.amount) });
    case 'unstop':
      return correctClock(clock, calendar, now, { stops: withoutLast(clock) });
  }
}

const promise = (ms: number) => ({ amount: ms / minuteMs, unit: 'workingMinutes' }) as const;

/** Without the last that has ended. */
function withoutLast({ stops }: Clock): Clock['stops'] {
  const last = stops.findLast(({ to }) => to !== undefined);
  return stops.filter((stop) => stop !== last);
}
