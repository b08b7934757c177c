import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Step } from '../../plan/advance.ts';
import type { NodeFact } from '../../plan/facts.ts';
import type { Json } from '../../plan/plan.ts';
import { composeOutline, outlines } from './advance-plans.ts';
import { Oracle, World } from './advance-world.ts';

type Happening =
  | {
      readonly is: 'finish';
      readonly who: number;
      readonly how: 'completed' | 'failed' | 'rejected' | 'canceled';
      readonly kind: 'a' | 'b';
    }
  | { readonly is: 'cancel early' | 'retry' | 'give up'; readonly who: number }
  | { readonly is: 'wait'; readonly who: number; readonly minutes: number }
  | { readonly is: 'time'; readonly minutes: number }
  | { readonly is: 'wake' };

const who = fc.nat(20);
const minutes = fc.integer({ min: 1, max: 4000 });
const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      is: fc.constant('finish' as const),
      who,
      how: fc.constantFrom(
        'completed' as const,
        'completed' as const,
        'completed' as const,
        'failed' as const,
        'rejected' as const,
        'canceled' as const,
      ),
      kind: fc.constantFrom('a' as const, 'b' as const),
    }),
  },
  fc.record({ is: fc.constantFrom('cancel early' as const, 'retry' as const, 'give up' as const), who }),
  fc.record({ is: fc.constant('wait' as const), who, minutes }),
  fc.record({ is: fc.constant('time' as const), minutes }),
  fc.record({ is: fc.constant('wake' as const) }),
);
const history = fc.array(happening, { maxLength: 25 });
const runs = { numRuns: Number(process.env.ACCORD_TEST_RUNS ?? 150) };

test('deciding is settled after it is applied, does not hang on the order of facts, and does what the rules say', () => {
  fc.assert(
    fc.property(outlines, history, (made, happenings) => {
      const world = new World(composeOutline(made));
      world.settle((step) => checkStep(world, step));
      checkRest(world);
      for (const each of happenings) {
        if (world.status === 'completed') break;
        happen(world, each);
        world.settle((step) => checkStep(world, step));
        checkRest(world);
      }
      const rounds = world.activated.map(({ activation }) => `${activation.node.id} ${activation.round}`);
      expect(new Set(rounds).size).toBe(rounds.length);
    }),
    runs,
  );
});

test('whatever happened, a process whose open tasks are worked and whose failures are decided comes to its end', () => {
  fc.assert(
    fc.property(outlines, history, (made, happenings) => {
      const world = new World(composeOutline(made));
      world.settle();
      for (const each of happenings) {
        if (world.status === 'completed') break;
        happen(world, each);
        world.settle();
      }
      for (let rounds = 0; world.status !== 'completed'; rounds++) {
        if (rounds > 500) throw new Error('It does not end.');
        const [failed] = world.halted();
        const [open] = world.open();
        if (failed) world.retry(failed);
        else if (open) world.finish(open, 'completed', { kind: 'b', text: open });
        else happen(world, { is: 'wake' });
        world.settle();
      }
      expect(world.wakeAt).toBeUndefined();
      expect(world.output).toBeDefined();
      expect(world.decide()).toEqual({ activate: [], skip: [], status: 'completed' });
      for (const { status } of world.facts.values()) expect(['completed', 'canceled', 'approved']).toContain(status);
    }),
    runs,
  );
});

test('tasks finished at the same instant lead to the same, in whatever order and however often it is looked between', () => {
  fc.assert(
    fc.property(
      outlines,
      history,
      fc.array(fc.tuple(who, fc.constantFrom('completed' as const, 'failed' as const, 'canceled' as const)), {
        minLength: 2,
        maxLength: 4,
      }),
      (made, happenings, ends) => {
        const world = new World(composeOutline(made));
        world.settle();
        for (const each of happenings) {
          if (world.status === 'completed') return;
          happen(world, each);
          world.settle();
        }
        const open = world.open();
        if (open.length < 2) return;
        const finishes = new Map(ends.map(([pick, how]) => [open[pick % open.length] as string, how]));
        const apply = (to: World, [id, how]: [string, 'completed' | 'failed' | 'canceled']) =>
          to.finish(id, how, how === 'completed' ? { kind: id.length % 2 ? 'a' : 'b', text: id } : undefined);
        const outcomes = [false, true].flatMap((looking) =>
          [[...finishes], [...finishes].reverse()].map((order) => {
            const other = world.copy();
            for (const finish of order) {
              apply(other, finish);
              if (looking) other.settle();
            }
            other.settle();
            return stateOf(other);
          }),
        );
        for (const outcome of outcomes) expect(outcome).toEqual(outcomes[0]);
      },
    ),
    runs,
  );
});

/** What is activated may begin, and nothing of it had begun before. */
function checkStep(world: World, step: Step): void {
  const oracle = new Oracle(world);
  for (const { node } of step.activate) {
    expect({ id: node.id, mayBegin: oracle.untouched(node) && oracle.mayBegin(node) }).toEqual({
      id: node.id,
      mayBegin: true,
    });
  }
}

function checkRest(world: World): void {
  const oracle = new Oracle(world);
  const step = world.decide();
  expect([step.activate, step.skip]).toEqual([[], []]);
  const reversed = new Map([...world.facts].reverse());
  expect(world.decide(reversed)).toEqual(step);
  if (world.status === 'completed') return;
  // Nothing that could begin lies idle, so that a failure holds up what waits for it and nothing else.
  for (const node of world.composed.nodes) {
    if (node.kind === 'milestone' || !oracle.untouched(node)) continue;
    expect({ id: node.id, idle: oracle.mayBegin(node) || oracle.ruledOut(node) }).toEqual({ id: node.id, idle: false });
  }
  expect(step.status).toBe(world.halted().length > 0 ? 'progress_halted' : 'in_progress');
  expect(step.wakeAt).toBe(oracle.pending()[0]);
  if (step.wakeAt !== undefined) expect(step.wakeAt > world.at).toBe(true);
}

function happen(world: World, happening: Happening): void {
  const of = (ids: string[]) => ('who' in happening ? ids[happening.who % (ids.length || 1)] : undefined);
  switch (happening.is) {
    case 'finish': {
      const id = of(world.open());
      const output: Json = { kind: happening.kind, text: `of ${id}` };
      if (id) world.finish(id, happening.how, happening.how === 'completed' ? output : undefined);
      return;
    }
    case 'cancel early': {
      const id = of(world.nodesThat((status) => status === 'registered').sort());
      if (id) world.finish(id, 'canceled');
      return;
    }
    case 'retry':
    case 'give up': {
      const id = of(world.halted());
      if (id) world.retry(id);
      if (id && happening.is === 'give up')
        world.set(id, { status: 'canceled', activatedAt: world.at, finishedAt: world.at });
      return;
    }
    case 'wait': {
      const id = of(world.open());
      if (id) world.set(id, { status: 'waiting_for', waitingUntil: later(world.at, happening.minutes) });
      return;
    }
    case 'time':
      world.at = later(world.at, happening.minutes);
      return;
    case 'wake':
      if (world.wakeAt) world.at = world.wakeAt;
  }
}

const later = (at: string, minutes: number) => new Date(Date.parse(at) + minutes * 60_000).toISOString();

const stateOf = ({ facts, status, wakeAt, output, activated }: World) => ({
  facts: [...facts.values()].sort((one: NodeFact, other: NodeFact) => (one.node < other.node ? -1 : 1)),
  status,
  wakeAt,
  output,
  activated: activated
    .map(({ activation: { node, ...rest } }) => ({ id: node.id, ...rest }))
    .sort((one, other) => (one.id < other.id ? -1 : 1)),
});
