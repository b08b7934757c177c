import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { chainTo, type Story } from '../../plan/chain.ts';
import { type Link, lengthOf, type Round, sumOf } from '../../plan/elapsed.ts';
import type { NodeFact } from '../../plan/facts.ts';
import type { NodeId } from '../../plan/plan.ts';
import { composeOutline, outlines } from './advance-plans.ts';
import { startedAt, World } from './advance-world.ts';
import { amsterdam } from './offices.ts';

/** Somebody does something, a while after the last thing happened. */
type Event = {
  readonly is: 'complete' | 'fail' | 'cancel' | 'cancel early' | 'retry' | 'give up';
  readonly who: number;
  readonly minutes: number;
  readonly kind: 'a' | 'b';
};
const event: fc.Arbitrary<Event> = fc.record({
  is: fc.constantFrom(
    'complete',
    'complete',
    'complete',
    'complete',
    'fail',
    'cancel',
    'cancel early',
    'retry',
    'give up',
  ),
  who: fc.nat(20),
  minutes: fc.integer({ min: 0, max: 3000 }),
  kind: fc.constantFrom('a', 'b'),
});
const events = fc.array(event, { maxLength: 30 });
/** Shares of the time a round was open, between which its clock stood still. */
const stops = fc.array(fc.tuple(fc.nat(9), fc.nat(9)), { maxLength: 20 });
const runs = { numRuns: Number(process.env.ACCORD_TEST_RUNS ?? 150) };

test('a chain is a partition without gaps, adds up to the millisecond, and each of its links is what it says', () => {
  const met = new Map<string, number>();
  fc.assert(
    fc.property(outlines, events, stops, (made, happenings, stopped) => {
      const story = storyOf(new World(composeOutline(made)), happenings, stopped);
      for (const target of [undefined, ...story.rounds]) {
        const links = chainTo(story, target);
        const whole = { from: startedAt, to: target?.finishedAt ?? story.at };
        expect(links.map(({ from }) => from)).toEqual(edgesOf(links, whole).slice(0, -1));
        expect(links.map(({ to }) => to)).toEqual(edgesOf(links, whole).slice(1));
        const lengths = links.map((link) => lengthOf(amsterdam, link));
        for (const { working, real } of lengths) expect([Number.isInteger(working), real > 0]).toEqual([true, true]);
        expect(sumOf(lengths)).toEqual(lengthOf(amsterdam, whole));
        for (const link of links) {
          expect({ link, so: isSo(story, link) }).toEqual({ link, so: true });
          met.set(link.what, (met.get(link.what) ?? 0) + 1);
        }
        for (const [index, link] of links.entries()) {
          const next = links[index + 1]?.node;
          if (next === undefined || link.node === undefined) continue;
          expect({ link, next, comes: comesBefore(story, link.node, next) }).toEqual({ link, next, comes: true });
        }
      }
    }),
    runs,
  );
  // A test in which some kind of link never occurs shows nothing about it.
  for (const what of ['work', 'stopped', 'halted', 'planned', 'product'])
    expect([what, met.has(what)]).toEqual([what, true]);
});

const edgesOf = (links: readonly Link[], whole: { from: string; to: string }) =>
  whole.from === whole.to ? [whole.from] : [whole.from, ...links.slice(1).map(({ from }) => from), whole.to];

/** Looked at by itself: what the link says was so from its beginning to its end. */
function isSo({ rounds, owner, nodes }: Story, { what, from, to, account, node, round, notBefore }: Link): boolean {
  const one = rounds.find((each) => each.node === node && each.round === round);
  const open = one?.activatedAt !== undefined && one.activatedAt <= from && (one.finishedAt ?? to) >= to;
  const still = one?.stops.some((stop) => stop.from <= from && (stop.to ?? to) >= to) === true;
  switch (what) {
    case 'work':
      return open && !still && account === one.account;
    case 'stopped':
      return open && still && account === owner;
    case 'halted':
      return one?.finishedAt !== undefined && one.finishedAt <= from && one.status === 'failed' && account === owner;
    case 'planned': {
      const first = rounds.find((each) => each.node === node && each.round === 1);
      const begun = first?.activatedAt ?? first?.finishedAt ?? to;
      return account === undefined && notBefore !== undefined && notBefore >= to && begun >= to;
    }
    default:
      // Everything here follows at once upon what it waited for: the product is busy with automations only.
      return open && account === undefined && nodes.find(({ id }) => id === node)?.kind === 'automation';
  }
}

/** That a node is the other one, or stands somewhere before it. */
function comesBefore(story: Story, one: NodeId, other: NodeId): boolean {
  if (one === other) return true;
  const after = story.nodes.find(({ id }) => id === other)?.after ?? [];
  return after.some((id) => comesBefore(story, one, id));
}

/** What came of a process by these events. Time never passes a moment at which something would have begun by itself. */
function storyOf(world: World, happenings: readonly Event[], stopped: readonly (readonly [number, number])[]): Story {
  const facts = new Map<string, NodeFact>();
  const retried = new Map<string, string>();
  const settle = () => {
    world.settle();
    for (const fact of world.facts.values()) facts.set(`${fact.node} ${fact.round}`, fact);
  };
  settle();
  for (const each of happenings) {
    pass(world, each.minutes, settle);
    if (world.status === 'completed') break;
    happen(world, each, retried);
    settle();
  }
  const kinds = new Map(world.composed.nodes.map(({ id, kind }) => [id, kind]));
  const { plan, input, nodes } = world.composed;
  const rounds = [...facts.values()].map(({ node, round, status, output, activatedAt, finishedAt }, index): Round => {
    const retriedAt = retried.get(`${node} ${round}`);
    const account = { task: index % 2 ? 'it' : 'facilities', approval: 'hr' }[kinds.get(node) as 'task'];
    return {
      ...{ node, round, status, stops: [] },
      ...(output === undefined ? {} : { output }),
      ...(activatedAt ? { activatedAt } : {}),
      ...(finishedAt ? { finishedAt } : {}),
      ...(retriedAt ? { retriedAt } : {}),
      ...(account ? { account } : {}),
      ...(account && activatedAt ? { stops: stopsIn(activatedAt, finishedAt ?? world.at, stopped[index]) } : {}),
    };
  });
  return {
    facts: { plan, input, calendar: amsterdam, status: world.status, startedAt, nodes: world.facts },
    ...{ nodes, rounds, owner: 'hr', at: world.at },
  };
}

function pass(world: World, minutes: number, settle: () => void): void {
  const until = new Date(Date.parse(world.at) + minutes * 60_000 + 123).toISOString();
  while (world.status !== 'completed' && world.wakeAt && world.wakeAt <= until) {
    world.at = world.wakeAt;
    settle();
  }
  if (world.status !== 'completed') world.at = until;
}

function happen(world: World, { is, who, kind }: Event, retried: Map<string, string>): void {
  const of = (ids: string[]) => ids[who % (ids.length || 1)];
  if (is === 'retry' || is === 'give up') {
    const id = of(world.halted());
    if (!id) return;
    retried.set(`${id} ${world.facts.get(id)?.round}`, world.at);
    world.retry(id);
    if (is === 'give up') world.set(id, { status: 'canceled', activatedAt: world.at, finishedAt: world.at });
    return;
  }
  const id = of(is === 'cancel early' ? world.nodesThat((status) => status === 'registered').sort() : world.open());
  if (!id) return;
  if (is === 'complete') world.finish(id, 'completed', { kind, text: id });
  else world.finish(id, is === 'fail' ? 'failed' : 'canceled');
}

function stopsIn(from: string, to: string, part: readonly [number, number] | undefined): Round['stops'] {
  const [start, end] = [...(part ?? [9, 9])].sort() as [number, number];
  const at = (tenths: number) =>
    new Date(Date.parse(from) + Math.floor(((Date.parse(to) - Date.parse(from)) * tenths) / 9)).toISOString();
  return [{ from: at(start), ...(end === 9 ? {} : { to: at(end) }) }];
}
