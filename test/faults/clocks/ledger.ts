import { addWorkingDays } from '../../../plan/calendar.ts';
import {
  type Clock,
  type Look,
  look,
  meet,
  nextInstant,
  resumeClock,
  startClock,
  stopClock,
} from '../../../plan/clock.ts';
import type { Calendar, Duration, Instant } from '../../../plan/plan.ts';

const goals = ['respond', 'complete'] as const;
type Goal = (typeof goals)[number];

/** What happened to a task, from its first day on, as people did it; that time passed is in none of it. */
export type Ledger = {
  readonly activatedAt: Instant;
  readonly due: Instant | null;
  readonly target: { readonly [G in Goal]?: Duration };
  /** Of who promised, and of who owns the process. */
  readonly calendar: Calendar;
  readonly ownerCalendar: Calendar;
  readonly done: readonly Done[];
};
export type Done =
  | { readonly at: Instant; readonly did: 'started' | 'completed' }
  | { readonly at: Instant; readonly did: 'waiting'; readonly forCustomer: boolean; readonly until: Instant | null };

export type EventName = 'warned' | 'breached' | 'due_soon' | 'woken';
export type Happened = { readonly event: EventName; readonly goal: Goal | null; readonly at: Instant };
export type Replayed = {
  readonly events: readonly Happened[];
  readonly clocks: { readonly [G in Goal]?: Clock };
  /** When something will happen next, if nobody does anything. */
  readonly next: Instant | undefined;
};

/** What a task's clocks have come to at `now`, worked out anew from its ledger; nothing of what the product stored is looked at. */
export function replay({ activatedAt, due, target, calendar, ownerCalendar, done }: Ledger, now: Instant): Replayed {
  const events: Happened[] = [];
  const clocks: { [G in Goal]?: Clock } = {};
  for (const goal of goals) {
    const promised = target[goal];
    if (promised) clocks[goal] = startClock(calendar, activatedAt, promised);
  }
  const turn = (change: (clock: Clock) => Look, of: readonly Goal[] = goals) => {
    for (const goal of of) {
      const clock = clocks[goal];
      if (!clock) continue;
      const turned = change(clock);
      clocks[goal] = turned.clock;
      for (const { event, at } of turned.events) events.push({ event, goal, at });
    }
  };
  let waiting: Extract<Done, { did: 'waiting' }> | undefined;
  const goOn = (at: Instant) => {
    if (waiting?.forCustomer) turn((clock) => resumeClock(clock, calendar, at));
    waiting = undefined;
  };
  /** A wait that was to last until then is over by itself. */
  const pass = (at: Instant) => {
    const until = waiting?.until;
    if (!until || until > at) return;
    goOn(until);
    events.push({ event: 'woken', goal: null, at: until });
  };
  let finished = false;
  for (const act of done) {
    pass(act.at);
    if (act.did === 'waiting' && act.forCustomer) turn((clock) => stopClock(clock, act.at));
    else if (act.did !== 'completed') goOn(act.at);
    if (act.did === 'waiting') waiting = act;
    if (act.did === 'started') turn((clock) => meet(clock, act.at), ['respond']);
    if (act.did === 'completed') turn((clock) => meet(clock, act.at));
    finished ||= act.did === 'completed';
  }
  if (!finished) pass(now);
  turn((clock) => look(clock, now));
  const open = finished ? (done.at(-1)?.at as Instant) : now;
  const soon = due && addWorkingDays(ownerCalendar, due, -1);
  const told = soon && soon > activatedAt ? soon : undefined;
  if (told && told <= open) events.push({ event: 'due_soon', goal: null, at: told });
  const instants = [
    ...goals.flatMap((goal) => (clocks[goal] && nextInstant(clocks[goal])) ?? []),
    ...(told && told > now ? [told] : []),
    ...(waiting?.until ? [waiting.until] : []),
  ];
  return { events, clocks, next: finished ? undefined : instants.sort()[0] };
}
