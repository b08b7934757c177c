import { addWorking, nextOpening, subtractWorking, workingMinutesBetween } from '../../plan/calendar.ts';
import {
  type Look,
  look,
  meet,
  recountClock,
  resumeClock,
  startClock,
  stopClock,
  usedMinutes,
} from '../../plan/clock.ts';
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
  let clock = startClock(calendar, at(from), { amount: amount / minuteMs, unit: 'workingMinutes' });
  const events: { event: Look['events'][number]['event']; at: number }[] = [];
  const take = ({ clock: next, events: told }: Look) => {
    clock = next;
    for (const { event, at } of told) events.push({ event, at: ms(at) });
  };
  const doing: { readonly [W in Exclude<Step['what'], 'edit'>]: (now: string) => Look } = {
    stop: (now) => stopClock(clock, now),
    resume: (now) => resumeClock(clock, calendar, now),
    look: (now) => look(clock, now),
    meet: (now) => meet(clock, now),
  };
  for (const step of steps) {
    const now = at(step.at);
    if (step.what !== 'edit') take(doing[step.what](now));
    else {
      calendar = calendars[step.to]!;
      take(recountClock(clock, calendar, now));
    }
  }
  take(look(clock, at(end)));
  return { events, used: Math.round(usedMinutes(clock, calendar, at(end)) * minuteMs) };
}
