import { locate, type Position } from './advance.ts';
import { type Link, partOf, type Round } from './elapsed.ts';
import { type Facts, isHalting, isReleasing } from './facts.ts';
import { usedBy } from './kit/trace.ts';
import type { Instant, Moment, NodeId, PlanNode } from './plan.ts';

/** All that has happened in a process. `facts.calendar` is its owner's. */
export type Story = {
  readonly facts: Facts;
  /** Expanded. */
  readonly nodes: readonly PlanNode[];
  /** Every round of every node. */
  readonly rounds: readonly Round[];
  readonly owner: string;
  /** Now; of a process that is over, when that was. */
  readonly at: Instant;
  /** When what is not finished is foreseen to be. */
  readonly foreseen?: ReadonlyMap<NodeId, Instant>;
};

/**
 * The chain of what a round, or with none the end of the process, waited for, in order of time: a partition without gaps
 * from the start of the process to the end of the round, or to `at` while that is open. Going back in time, each node is
 * the one that finished last before the next could begin; of several that are still open, the one foreseen to finish last.
 */
export function chainTo(story: Story, target?: { readonly node: NodeId; readonly round: number }): Link[] {
  const walk = new Walk(story);
  let node = target ? walk.fromRound(target.node, target.round) : walk.fromEnd();
  while (node !== undefined) node = walk.through(node);
  return walk.links();
}

/** Goes back in time: what is still to be explained is `[startedAt, cursor)`. */
class Walk {
  private readonly story: Story;
  private readonly nodes: ReadonlyMap<NodeId, PlanNode>;
  private readonly rounds: ReadonlyMap<NodeId, readonly Round[]>;
  private readonly located: Position;
  private readonly found: Link[] = [];
  private cursor: Instant;

  constructor(story: Story) {
    this.story = story;
    this.nodes = new Map(story.nodes.map((node) => [node.id, node]));
    const inOrder = story.rounds.toSorted((one, other) => one.round - other.round);
    this.rounds = Map.groupBy(inOrder, ({ node }) => node);
    this.located = locate(story.facts, story.nodes, story.at);
    this.cursor = story.at;
  }

  /** @returns the node to go on from, as `through` */
  fromRound(id: NodeId, number: number): NodeId | undefined {
    const round = this.roundsOf(id).find((one) => one.round === number);
    this.cursor = round?.finishedAt ?? this.story.at;
    return this.through(id, round);
  }

  fromEnd(): NodeId | undefined {
    const after = this.story.nodes.map(({ id }) => id);
    return this.before({ after }, this.story.facts.status === 'completed');
  }

  /** Back to when the node became free to begin. @returns the node that let it, none at the start of the process */
  through(id: NodeId, latest = this.roundAt(id)): NodeId | undefined {
    const node = this.nodes.get(id) as PlanNode;
    if (this.isSkipped(id)) return this.before({ id, after: deciding(node) }, true);
    for (const round of this.roundsOf(id).toReversed()) {
      if (latest && round.round <= latest.round) this.attempt(round);
    }
    const [first] = this.roundsOf(id);
    const begun = first ? first.activatedAt !== undefined || isHalting(first.status) : this.endedBy(id, this.cursor);
    return this.before(node, begun);
  }

  links(): Link[] {
    this.take(this.story.facts.startedAt, { what: 'product' });
    return this.found.toReversed();
  }

  /** Whatever became of a round, down to when the one before it had failed. */
  private attempt(one: Round): void {
    const { owner } = this.story;
    const of = { node: one.node, round: one.round };
    this.take(one.retriedAt ?? this.cursor, { what: 'product', ...of });
    if (isHalting(one.status) && one.finishedAt) this.take(one.finishedAt, { what: 'halted', account: owner, ...of });
    for (const { from, to: _, ...why } of partOf(one, owner, this.cursor).toReversed()) this.take(from, why);
    if (one.held) this.take(one.held.from, { what: 'suspended', account: one.held.account, ...of });
  }

  /** Back to when the last of those finished that a node, or the end of the process, comes after. */
  private before({ id, after, notBefore }: Waiting, begun: boolean): NodeId | undefined {
    const of = id === undefined ? {} : { node: id };
    const open = begun ? [] : after.filter((one) => !this.endedBy(one, this.cursor));
    if (open.length > 0) return lastBy(open, (one) => this.story.foreseen?.get(one) ?? '');
    const last = lastBy(after, (one) => this.endOf(one));
    const freeAt = (last && this.endOf(last)) ?? this.story.facts.startedAt;
    const opensAt = notBefore && this.located.moments(notBefore);
    this.take(opensAt && opensAt > freeAt ? opensAt : freeAt, { what: 'product', ...of });
    this.take(freeAt, { what: 'planned', ...of, ...(opensAt ? { notBefore: opensAt } : {}) });
    return last;
  }

  /** Clocks of different machines differ by some milliseconds: it never goes forward, nor past the start. */
  private take(from: Instant, why: Omit<Link, 'from' | 'to'>): void {
    const { startedAt } = this.story.facts;
    const since = from < startedAt ? startedAt : from;
    if (since >= this.cursor) return;
    this.found.push({ ...why, from: since, to: this.cursor });
    this.cursor = since;
  }

  private roundsOf(id: NodeId): readonly Round[] {
    return this.rounds.get(id) ?? [];
  }

  /** The newest that there was at the cursor. */
  private roundAt(id: NodeId): Round | undefined {
    const rounds = this.roundsOf(id);
    const made = (index: number) =>
      rounds[index - 1]?.retriedAt ?? rounds[index]?.activatedAt ?? rounds[index]?.finishedAt ?? '';
    return rounds.findLast((_, index) => index === 0 || made(index) <= this.cursor);
  }

  private isSkipped = (id: NodeId) => this.located.places.get(id)?.state === 'skipped';

  private endedBy(id: NodeId, at: Instant): boolean {
    const end = this.endOf(id);
    return end !== undefined && end <= at;
  }

  /** When what comes after a node no longer had to wait for it; of one in a case not taken, when that was decided. */
  private endOf(id: NodeId): Instant | undefined {
    const last = this.roundsOf(id).at(-1);
    if (this.isSkipped(id)) {
      if (last?.finishedAt) return last.finishedAt;
      const ends = deciding(this.nodes.get(id) as PlanNode).flatMap((one) => this.endOf(one) ?? []);
      return ends.sort().at(-1) ?? this.story.facts.startedAt;
    }
    if (last) return isReleasing(last.status) ? last.finishedAt : undefined;
    return this.located.places.get(id)?.completedAt;
  }
}

type Waiting = { readonly id?: NodeId; readonly after: readonly NodeId[]; readonly notBefore?: Moment };

const deciding = ({ when }: PlanNode) => when.flatMap(({ on }) => usedBy(on));

/** Of those with a rank the highest, of equals the last. */
function lastBy(ids: readonly NodeId[], rankOf: (id: NodeId) => string | undefined): NodeId | undefined {
  let found: { readonly id: NodeId; readonly rank: string } | undefined;
  for (const id of ids) {
    const rank = rankOf(id);
    if (rank !== undefined && (!found || rank >= found.rank)) found = { id, rank };
  }
  return found?.id;
}
