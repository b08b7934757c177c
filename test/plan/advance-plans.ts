import fc from 'fast-check';
import { z } from 'zod';
import { expand } from '../../plan/expand.ts';
import { account, automation, date, days, hours, personId, workingDays } from '../../plan/kit/index.ts';
import type { JsonObject, Plan, PlanNode } from '../../plan/plan.ts';

/** A random process: composed by the kit from a random outline, and expanded for a random input. */
export type Composed = { readonly plan: Plan; readonly input: JsonObject; readonly nodes: readonly PlanNode[] };

/** What a random process is made of. Numbers pick among what can be seen at that place. */
export type Outline = readonly Item[];
export type Item =
  | {
      readonly is: 'task' | 'approval' | 'automation' | 'milestone';
      readonly after: readonly number[];
      readonly uses: number | null;
      readonly due: Timing | null;
      readonly notBefore: Timing | null;
    }
  | { readonly is: 'match'; readonly on: number; readonly a: Outline; readonly b: Outline }
  | { readonly is: 'each'; readonly body: Outline };
export type Timing = {
  readonly amount: number;
  readonly unit: 'days' | 'hours' | 'workingDays';
  readonly from: number | null;
};

const startDate = '2027-03-10';

const timing = fc.record({
  amount: fc.integer({ min: -4, max: 6 }),
  unit: fc.constantFrom('days' as const, 'hours' as const, 'workingDays' as const),
  from: fc.option(fc.nat(9)),
});
const step = fc.record({
  is: fc.constantFrom(
    'task' as const,
    'task' as const,
    'task' as const,
    'approval' as const,
    'automation' as const,
    'milestone' as const,
  ),
  after: fc.array(fc.nat(9), { maxLength: 3 }),
  uses: fc.option(fc.nat(9)),
  due: fc.option(timing, { freq: 3 }),
  notBefore: fc.option(timing, { freq: 3 }),
});
const { outline } = fc.letrec<{ outline: Outline; item: Item }>((tie) => ({
  outline: fc.array(tie('item'), { minLength: 1, maxLength: 4 }),
  item: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { arbitrary: step, weight: 6 },
    {
      arbitrary: fc.record({ is: fc.constant('match' as const), on: fc.nat(9), a: tie('outline'), b: tie('outline') }),
      weight: 2,
    },
    { arbitrary: fc.record({ is: fc.constant('each' as const), body: tie('outline') }), weight: 1 },
  ),
}));
const input = fc.record({
  person: fc.constant('0198a3c0-0000-7000-8000-000000000001'),
  startDate: fc.constant(startDate),
  kind: fc.constantFrom('a', 'b'),
  names: fc.array(fc.constantFrom('ada', 'bo', 'cy'), { maxLength: 2 }),
});

/** Outlines and inputs, as counterexamples show them; `composeOutline` makes the process. */
export const outlines: fc.Arbitrary<{ parts: Outline; given: JsonObject }> = fc.record({
  parts: fc.array(outline, { minLength: 1, maxLength: 2 }).map((halves) => halves.flat()),
  given: input,
});

export function composeOutline({ parts, given }: { parts: Outline; given: JsonObject }): Composed {
  const { plan } = hr.process(
    'made up',
    about,
    (hire, tools) => new Composer(tools as never).all(parts, hire as never, []) as never,
  );
  return { plan, input: given, nodes: expand(plan, given) };
}

const Kind = z.enum(['a', 'b']);
const done = z.object({ kind: Kind, text: z.string() });
const hr = account('hr');
const work = hr.service('people').offers('work', {
  input: z.object({ text: z.string().optional(), fixed: z.number() }),
  output: done,
  target: { respond: hours(4), complete: workingDays(1) },
});
const machine = automation('machine', { input: z.object({ fixed: z.number() }), output: done });
const about = {
  input: z.object({ person: personId(), startDate: date(), kind: Kind, names: z.array(z.string()) }),
  subject: 'person' as const,
  anchor: 'startDate' as const,
  externalTitle: 'Made up',
  example: { person: '', startDate, kind: 'a' as const, names: [] },
};

type Handle = { readonly kind: never; readonly text: never };
/** A step that can be waited for and, when it has some, its outputs. */
type Seen = { readonly step: never; readonly out?: Handle };
type Tools = Record<'task' | 'approval' | 'automation' | 'milestone' | 'match' | 'each', (...args: unknown[]) => never>;

class Composer {
  private count = 0;
  private readonly tools: Tools;

  constructor(tools: Tools) {
    this.tools = tools;
  }

  all(items: Outline, hire: Handle & Record<'names' | 'startDate' | 'person', never>, outer: readonly Seen[]) {
    const seen = [...outer];
    for (const item of items) seen.push(this.one(item, hire, seen));
    const last = seen.slice(outer.length).findLast(({ out }) => out)?.out;
    return { text: last?.text ?? 'none', kind: last?.kind ?? 'a' };
  }

  private one(item: Item, hire: Parameters<Composer['all']>[1], seen: readonly Seen[]): Seen {
    if (item.is === 'each') {
      return { step: this.tools.each(hire.names, () => void this.all(item.body, hire, seen)) };
    }
    if (item.is === 'match') {
      const on = outputs(seen)[item.on]?.kind ?? hire.kind;
      const merged = this.tools.match(on, {
        a: () => this.all(item.a, hire, seen),
        b: () => this.all(item.b, hire, seen),
      });
      return { step: merged, out: merged as Handle };
    }
    const name = `step ${++this.count}`;
    const timing = {
      after: item.after.flatMap((index) => seen[index]?.step ?? []),
      ...(item.due ? { due: when(item.due, hire, seen) } : {}),
      ...(item.notBefore ? { notBefore: when(item.notBefore, hire, seen) } : {}),
    };
    const fixed = this.count;
    if (item.is === 'approval') return { step: this.tools.approval(name, { ...timing, by: hire.person }) };
    if (item.is === 'milestone') return { step: this.tools.milestone(name, timing) };
    if (item.is === 'automation') {
      const handle = this.tools.automation(machine, { ...timing, name, with: { fixed } });
      return { step: handle, out: handle };
    }
    const used = item.uses === null ? undefined : outputs(seen)[item.uses];
    const handle = this.tools.task(work, { ...timing, name, with: { fixed, ...(used ? { text: used.text } : {}) } });
    return { step: handle, out: handle };
  }
}

const outputs = (seen: readonly Seen[]) => seen.flatMap(({ out }) => out ?? []);

function when({ amount, unit, from }: Timing, hire: { startDate: never }, seen: readonly Seen[]) {
  const span = { days, hours, workingDays }[unit](Math.abs(amount));
  const after = from === null ? undefined : seen[from]?.step;
  if (after) return span.after(after);
  return amount < 0 ? span.before(hire.startDate) : span.after(hire.startDate);
}
