import { Client, Connection } from '@temporalio/client';
import { cancelProcess } from '../../../domain/process/follow.ts';
import type { Calendar } from '../../../plan/plan.ts';
import { moveClock } from '../../../relay/clock.ts';
import { workflowIdOf } from '../../../relay/engine.ts';
import { begin, madeOrganisation } from '../../domain/process-made.ts';
import { until } from '../../support/engine.ts';
import type { Organisation } from '../../support/organisation.ts';
import { type Dice, dice } from '../../visibility/worlds/dice.ts';
import { Plant } from '../plant.ts';
import { Book } from './book.ts';
import { inLanes } from './lanes.ts';
import { act, beginLife, dayMs, edgeOf, type Life, minuteMs, rightEvents, standings } from './life.ts';
import { drill, shapes } from './shapes.ts';
import { type Blow, survivedBy } from './survival.ts';

type Edges = ReadonlyMap<Life, { readonly from: number; readonly to: number }>;
type Killing = {
  readonly parts: readonly Blow['part'][];
  /** `before`: while all rest; `meanwhile`: clocks are moved while it is down; `after`: while they are being moved. */
  readonly when: 'before' | 'meanwhile' | 'after';
  /** Clocks are moved past what happens next. */
  readonly past: boolean;
};
/** Seconds; a busy machine takes its time. */
const patience = 180;
const nothing: Killing = { parts: [], when: 'before', past: false };
const parts = ['worker', 'temporal'] as const;

/** The product as processes of their own, and the clocks of many seeds on it at once. */
export class Trial {
  static async open(): Promise<Trial> {
    const org = await madeOrganisation(...shapes, drill);
    const plant = await Plant.open(org.database, 'api');
    const book = await Book.open(org);
    const connection = await Connection.connect({ address: plant.temporalAddress });
    const [owner] = await book.ask<{ calendar: Calendar }>('select calendar from account where id = $1', [
      org.accountId('fernhill-hr'),
    ]);
    return new Trial(org, plant, book, connection, owner?.calendar as Calendar);
  }

  readonly org: Organisation;
  readonly plant: Plant;
  readonly book: Book;
  readonly ownerCalendar: Calendar;
  readonly blows: Blow[] = [];
  /** Processes whose clock the engine has moved further than asked: what happens to them says nothing of the product. */
  readonly astray = new Set<Life>();
  private readonly connection: Connection;
  private readonly client: Client;

  private constructor(org: Organisation, plant: Plant, book: Book, connection: Connection, ownerCalendar: Calendar) {
    this.org = org;
    this.plant = plant;
    this.book = book;
    this.ownerCalendar = ownerCalendar;
    this.connection = connection;
    this.client = new Client({ connection });
  }

  async close(): Promise<void> {
    await this.connection.close();
    await this.book.close();
    await this.plant.stop();
    await this.org.close();
  }

  /**
   * Lets the processes of some seeds live for a year together, their clocks moved round by round and parts killed.
   * @returns them, at rest; sooner when what should have happened did not
   */
  async live(seeds: readonly number[], rounds: number): Promise<Life[]> {
    const lives = (
      await inLanes(seeds, async (seed) => [await beginLife(this.org, seed, 0), await beginLife(this.org, seed, 1)])
    ).flat();
    await until(async () => (await this.book.tasks(lives.map(({ id }) => id))).length === 2 * lives.length, 60);
    const killings = killingsOf(dice(seeds[0] as number), rounds);
    for (const killing of killings) if (!(await this.round(lives, killing))) return lives;
    for (let more = 0; rounds > 0 && more < 4; more++) {
      const part = await this.spared(lives);
      if (!part) break;
      if (!(await this.round(lives, { parts: [part], when: 'before', past: true }, true))) return lives;
    }
    await this.work(lives, await this.rest(lives), false);
    const now = await this.rest(lives);
    const ends = await this.ends(lives, now);
    await this.move(lives, new Map(lives.map((life) => [life, { from: now.get(life)!, to: ends.get(life)! }])));
    await this.rest(lives);
    return lives;
  }

  /** How late, in ms, each event of so many clocks that nobody moves is written while all is well: on the wall, after its instant. */
  async lateness(processes: number): Promise<number[]> {
    const runs = await inLanes([...Array(processes).keys()], () => begin(this.org, drill));
    const ids = runs.map(({ id }) => id);
    const noted = await until(async () => {
      const found = await this.book.noted(ids);
      return found.length >= 2 * processes && found;
    }, 60);
    return noted.map(({ noted: at, says }) => at.getTime() - Date.parse(says));
  }

  /** So that those that come after them have the servers to themselves. */
  async end(lives: readonly Life[]): Promise<void> {
    const helen = await this.org.viewer('helen', 'fernhill-hr');
    await inLanes(lives, ({ id }) => this.org.store.as(helen, (door) => cancelProcess(door, id, 'The year is over.')));
  }

  /** Waits until nothing is under way, and gives the time of each process. */
  async rest(lives: readonly Life[]): Promise<ReadonlyMap<Life, number>> {
    await until(async () => (await this.book.outbox()) === 0, patience);
    const at = await inLanes(lives, (life) =>
      until(async () => {
        const { workflowExtendedInfo: info, pendingWorkflowTask: busy } = await this.describe(life);
        const skipping = info?.timeSkippingInfo;
        if (busy || (skipping?.fastForwardInfo && !skipping.fastForwardInfo.hasCompleted)) return;
        return skipping?.currentTime ? Number(skipping.currentTime.seconds) * 1_000 : Date.now();
      }, patience),
    );
    const clocks = await this.book.clocks(lives.map(({ id }) => id));
    for (const [i, life] of lives.entries()) if (at[i]! > clocks.get(life.id)! + 1_000) this.astray.add(life);
    return new Map(lives.map((life, i) => [life, at[i] as number]));
  }

  private describe({ id }: Life) {
    const { namespace } = this.client.options;
    return this.client.workflowService.describeWorkflowExecution({
      namespace,
      execution: { workflowId: workflowIdOf(id) },
    });
  }

  /** People work where nothing is about to happen: what they do is to come before or after it for certain. */
  private async work(lives: readonly Life[], now: ReadonlyMap<Life, number>, seldom: boolean): Promise<void> {
    const all = await standings(this.book, this.ownerCalendar, lives, isoOf(now));
    await inLanes(lives, async (life) => {
      const standing = all.get(life)!;
      if (this.astray.has(life) || (seldom && standing.next)) return;
      const [at, next] = [now.get(life)!, Date.parse(standing.next ?? '')];
      if (!(next - at < 15 * minuteMs)) await act(this.org, life, standing, at);
    });
  }

  /**
   * People work, then clocks are moved and parts killed. False when not all happened that should have.
   * @param seldom people work only where nothing would happen otherwise: all other timers are armed for what happens next
   */
  private async round(lives: readonly Life[], killing: Killing, seldom = false): Promise<boolean> {
    await this.work(lives, await this.rest(lives), seldom);
    const now = await this.rest(lives);
    const all = await standings(this.book, this.ownerCalendar, lives, isoOf(now));
    const edge = (life: Life, from: number) => ({ from, to: edgeOf(life, all.get(life)!, from, killing.past) });
    return this.move(lives, new Map(lives.map((life) => [life, edge(life, now.get(life)!)])), killing);
  }

  /** What was never killed yet while a timer of some seed was armed. */
  private async spared(lives: readonly Life[]): Promise<Blow['part'] | undefined> {
    const now = await this.rest(lives);
    const right = await standings(this.book, this.ownerCalendar, lives, isoOf(now));
    const noted = await this.book.noted(lives.map(({ id }) => id));
    const survived = [...survivedBy(this.blows, right, noted).values()];
    return parts.find((part) => survived.some((times) => times[part] === 0));
  }

  /** A year after it began, or later where something would happen just then: nobody is to be in doubt about it. */
  private async ends(lives: readonly Life[], now: ReadonlyMap<Life, number>): Promise<ReadonlyMap<Life, number>> {
    const ends = new Map(
      lives.map((life) => [life, Math.max(life.startedAt + 365 * dayMs, now.get(life)! + minuteMs)]),
    );
    for (let doubtful = lives; doubtful.length > 0; ) {
      const all = await standings(this.book, this.ownerCalendar, lives, isoOf(ends));
      const nextOf = (life: Life) => Date.parse(all.get(life)?.next ?? '');
      doubtful = lives.filter((life) => nextOf(life) - ends.get(life)! < 20 * minuteMs);
      for (const life of doubtful) ends.set(life, nextOf(life) + minuteMs);
    }
    return ends;
  }

  /** Moves every clock, and kills parts before it or on the way. False when not all happened that should have. */
  private async move(
    lives: readonly Life[],
    edges: Edges,
    { parts: killed, when }: Killing = nothing,
  ): Promise<boolean> {
    const to = new Map([...edges].map(([life, edge]) => [life, edge.to]));
    const helen = await this.org.viewer('helen', 'fernhill-hr');
    const ids = lives.map(({ id }) => id);
    const right = await standings(this.book, this.ownerCalendar, lives, isoOf(to));
    const moveAll = () =>
      inLanes(lives, async (life) => {
        const { from, to: end } = edges.get(life)!;
        await moveClock(this.org.store, this.client, helen, life.id, (end - from) / minuteMs);
      });
    if (when === 'before') await this.kill(killed, await this.book.timers(ids));
    if (when === 'meanwhile') await this.kill(killed, await this.book.timers(ids), moveAll);
    else await moveAll();
    if (when === 'after') await this.kill(killed, new Map());
    const happened = async () => {
      const noted = Map.groupBy(await this.book.noted(ids), ({ process }) => process);
      const all = (life: Life) => (noted.get(life.id) ?? []).length >= rightEvents(right.get(life)!).length;
      return lives.every((life) => this.astray.has(life) || all(life));
    };
    return until(happened, patience).catch(() => false);
  }

  /** @param meanwhile done while the worker is down */
  private async kill(killed: Killing['parts'], armed: Blow['armed'], meanwhile?: () => Promise<unknown>) {
    for (const part of killed) this.blows.push({ part, at: Date.now(), armed });
    if (killed.length === 2) await this.plant.crash('worker', () => this.plant.crash('temporal'));
    else if (killed[0]) await this.plant.crash(killed[0], meanwhile);
    const { namespace } = this.client.options;
    await until(() => this.client.workflowService.describeNamespace({ namespace }).catch(() => undefined), 30);
  }
}

const isoOf = (at: ReadonlyMap<Life, number>) => (life: Life) => new Date(at.get(life)!).toISOString();

/**
 * What is killed in each round. In the first two all rest and their timers are armed, so that none is spared: the worker
 * in one, the server in the other; in a single round both.
 */
function killingsOf(d: Dice, rounds: number): readonly Killing[] {
  const worker: Killing = { parts: ['worker'], when: d.chance(50) ? 'before' : 'meanwhile', past: true };
  const server: Killing = { parts: ['temporal'], when: 'before', past: true };
  if (rounds === 1) return [{ ...server, parts }];
  const first = d.chance(50) ? [worker, server] : [server, worker];
  return [...first, ...Array.from({ length: rounds }, () => someKilling(d))].slice(0, rounds);
}

function someKilling(d: Dice): Killing {
  const killed = d.of([['worker'], ['temporal'], parts, []] as const)!;
  return { parts: killed, when: d.chance(40) ? 'before' : 'after', past: false };
}
