import { createHash } from 'node:crypto';
import { canonical } from '../../domain/audit/canonical.ts';
import type { Json } from '../../plan/plan.ts';
import { openAfter, openBetween, openMinutes } from '../plan/oracle.ts';
import type { StopSpec, TaskSpec, World } from './spec.ts';

/**
 * What is right, from what truly happened and minute by minute; shares no code with what it judges. Asks of a task: when did it
 * run and stand, when was it decided, and what of that lies in the period?
 */
export function expectedFigures(
  world: World,
  ids: readonly string[],
  agreement: string,
  days: Days,
  now: number,
): Json {
  const [from, to] = [midnight(world, days.from), midnight(world, days.to)];
  const mine = world.tasks
    .map((task, index) => ({ task, id: ids[index] as string }))
    .filter(({ task }) => task.start < to && (task.ended === undefined || task.ended.at >= from));
  const over = ({ ended }: TaskSpec) => ended !== undefined && ended.at < to;
  const seen = mine.map(({ task, id }) => ({
    task,
    mark: sha256(ledgerOf(world, task, id)),
    respond: judge(world, task, 'respond', from, to, now),
    complete: judge(world, task, 'complete', from, to, now),
  }));
  const stops = seen.flatMap(({ mark, ...one }) =>
    (['respond', 'complete'] as const).flatMap((goal) =>
      one[goal].stood.map((stop) => ({ ledger: mark, goal, ...stop })),
    ),
  );
  const count = (is: (one: (typeof seen)[number]) => boolean) => seen.filter(is).length;
  const goal = (name: 'respond' | 'complete') => {
    const outcomes = (outcome: string) => count((one) => one[name].outcome === outcome);
    const time = (why: string) => seen.reduce((sum, one) => sum + (one[name].time[why] ?? 0), 0);
    return {
      ...{ kept: outcomes('kept'), broken: outcomes('broken'), open: outcomes('open') },
      ...{ undecided: outcomes('undecided'), bestEffort: outcomes('best effort') },
      milliseconds: {
        provider: time('ran'),
        customer: {
          waiting_for_customer: time('waiting_for_customer'),
          provider_not_accountable: time('provider_not_accountable'),
          passed_on: time('passed_on'),
        },
      },
    };
  };
  const goals = { respond: goal('respond'), complete: goal('complete') };
  const share = ({ kept, broken }: { kept: number; broken: number }) => ({
    kept,
    of: kept + broken,
    // Digits of the fraction, the rest cut off.
    percent: kept + broken === 0 ? null : Number((BigInt(kept) * 10_000n) / BigInt(kept + broken)) / 100,
  });
  const ended = (how: string) => count(({ task }) => over(task) && task.ended?.how === how);
  return {
    agreement,
    period: { from: iso(from), to: iso(to) },
    calendar: world.calendar as unknown as Json,
    tasks: seen.length,
    open: count(({ task }) => !over(task)),
    ended: {
      ...{ completed: ended('completed'), failed: ended('failed') },
      ...{ rejected: ended('rejected'), canceled: ended('canceled') },
    },
    goals,
    attainment: { respond: share(goals.respond), complete: share(goals.complete) },
    stopped: {
      tasks: count(({ respond, complete }) => respond.stood.length + complete.stood.length > 0),
      stops: stops.sort((a, b) => compare(a.from, b.from) || compare(a.ledger, b.ledger) || compare(a.goal, b.goal)),
    },
    ledgers: seen.map(({ mark }) => mark).sort(),
  };
}

type Days = { readonly from: string; readonly to: string };

/** What stands in the product's ledger of that task. */
function ledgerOf(world: World, task: TaskSpec, id: string): Json {
  const clock = (goal: 'respond' | 'complete'): { [key: string]: Json } => {
    const promise = task[goal];
    const end = endOf(task, goal);
    const unit = promise?.plain ? 'minutes' : 'workingMinutes';
    return {
      [goal]: {
        ...(promise ? { target: { amount: promise.ms / 60_000, unit } } : { bestEffort: true }),
        startedAt: iso(task.start),
        stops: stopsOf(task, goal).map(({ from, to, why }) => ({
          from: iso(from),
          ...(to === undefined ? {} : { to: iso(to) }),
          ...(why === 'waiting_for_customer' ? {} : { why }),
        })),
        ...(end.met === undefined ? {} : { metAt: iso(end.met) }),
      },
    };
  };
  return {
    ...{ task: id, impact: task.impact, startedAt: iso(task.start) },
    ...(task.ended ? { endedAt: iso(task.ended.at), ended: task.ended.how } : {}),
    ...(world.ahead ? { ahead: world.ahead } : {}),
    clocks: { ...clock('respond'), ...clock('complete') },
  };
}

/** When a promise was met, if it was; when its clock was over. */
export function endOf({ responded, ended }: TaskSpec, goal: 'respond' | 'complete') {
  const byHand = ended?.byHand ? ended.at : undefined;
  const met = goal === 'respond' ? (responded ?? byHand) : byHand;
  return { met, over: met ?? ended?.at };
}

/** As the product has them: those of its own time; what was taken away stands still from then on. */
export function stopsOf(task: TaskSpec, goal: 'respond' | 'complete'): readonly StopSpec[] {
  const { met } = endOf(task, goal);
  const { ended, stops } = task;
  if (met !== undefined) return stops.filter(({ from }) => from < met);
  if (!ended || (stops.at(-1)?.to === undefined && stops.length > 0)) return stops;
  return [...stops, { from: ended.at, why: 'waiting_for_customer' }];
}

type Judged = {
  readonly outcome: string;
  readonly time: { readonly [why: string]: number };
  readonly stood: readonly { from: string; to: string | null; why: string; milliseconds: number }[];
};

function judge(
  world: World,
  task: TaskSpec,
  goal: 'respond' | 'complete',
  from: number,
  to: number,
  wall: number,
): Judged {
  const now = wall + world.ahead;
  const promise = task[goal];
  const { met, over } = endOf(task, goal);
  const hours = promise?.plain ? everyMinute(world) : open(world);
  const stops = stopsOf(task, goal).filter((stop) => over === undefined || stop.from < over);
  const begins = [task.start, ...stops.flatMap((stop) => stop.to ?? [])];
  const runs = begins.map((begin, n) => ({ from: begin, to: stops[n]?.from ?? over }));
  const today = lastMidnight(world, now);
  const passed = (begin: number, end: number | undefined) => {
    const [a, b] = [Math.max(begin, from), Math.min(end ?? today, to)];
    return a < b ? openBetween(hours, a - world.at.from, b - world.at.from) : 0;
  };
  const time: { [why: string]: number } = { ran: runs.reduce((sum, run) => sum + passed(run.from, run.to), 0) };
  const stood = stops.flatMap((stop) => {
    const end = Math.min(stop.to ?? Infinity, over ?? Infinity);
    const milliseconds = passed(stop.from, end === Infinity ? undefined : end);
    time[stop.why] = (time[stop.why] ?? 0) + milliseconds;
    if (stop.from >= to || end <= from || end <= stop.from) return [];
    return [{ from: iso(stop.from), to: end <= to ? iso(end) : null, why: stop.why, milliseconds }];
  });
  return { outcome: outcomeIn(decision(), from, to), time, stood };

  function decision(): { readonly outcome: string; readonly at: number | undefined } {
    if (!promise) return { outcome: 'best effort', at: over };
    let left = promise.ms;
    for (const [n, run] of runs.entries()) {
      const begin = run.from - world.at.from;
      const reached = openAfter(hours, begin, left);
      const at = reached === undefined ? Infinity : reached + world.at.from;
      const last = n === runs.length - 1 && stops.length < runs.length;
      // To be done by then and done then is in time; what was stopped or taken away then was not done.
      const limit = run.to ?? now - 1;
      if (at < limit || (at === limit && !(last && met !== undefined))) return { outcome: 'broken', at };
      left -= openBetween(hours, begin, Math.min((run.to ?? now) - world.at.from, hours.length * 60_000));
    }
    if (met !== undefined && (goal === 'respond' || task.ended?.how === 'completed'))
      return { outcome: 'kept', at: met };
    return { outcome: 'undecided', at: task.ended?.at };
  }
}

function outcomeIn({ outcome, at }: { outcome: string; at: number | undefined }, from: number, to: number): string {
  if (at === undefined || at >= to) return outcome === 'best effort' ? 'nothing yet' : 'open';
  return at < from ? 'before' : outcome;
}

/** The first minute that shows the date, or one after it. */
const midnight = ({ at }: World, date: string) => at.from + at.walls.findIndex((wall) => wall.date >= date) * 60_000;

function lastMidnight(world: World, now: number): number {
  const wall = world.at.walls[Math.floor((now - world.at.from) / 60_000)];
  return wall ? midnight(world, wall.date) : now;
}

const flags = new WeakMap<World, readonly boolean[]>();
function open(world: World): readonly boolean[] {
  const found = flags.get(world) ?? openMinutes(world.at, world.calendar);
  flags.set(world, found);
  return found;
}
const everyMinute = ({ at }: World) => at.walls.map(() => true);

const iso = (ms: number) => new Date(ms).toISOString();
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const sha256 = (value: Json) => createHash('sha256').update(canonical(value)).digest('hex');
