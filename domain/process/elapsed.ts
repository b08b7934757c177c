import { chainTo } from '../../plan/chain.ts';
import { type Length, type Link, lengthOf, sumOf } from '../../plan/elapsed.ts';
import type { Calendar, Instant } from '../../plan/plan.ts';
import { Account } from '../account/account.entity.ts';
import type { Door } from '../store.ts';
import { surroundingsOf } from '../task/labels.ts';
import { Task } from '../task/task.entity.ts';
import { calendarOf, factsOf, planOf } from './bring-up.ts';
import { clockOf } from './clock.ts';
import { processOf } from './follow.ts';
import type { Process } from './process.entity.ts';
import { roundsOf } from './rounds.ts';
import { forecast } from './seen.ts';

/** Where the time went until a task or a process was at its end, or until now. */
export type Elapsed = {
  readonly title: string;
  /** Absent for who does not follow the process. */
  readonly from: Instant | undefined;
  readonly to: Instant;
  /** It is at its end: nothing is added any more. */
  readonly over: boolean;
  readonly links: readonly SeenLink[];
  /** What the links come to by whose turn it was: who had most comes first. Add up to `total`. */
  readonly shares: readonly Share[];
  readonly total: Measured;
};

/** In ms: of the owner's working time, and of real time, which is not for everybody. */
export type Measured = { readonly working: number; readonly real: number | undefined };
export type Named = { readonly handle: string; readonly name: string };

export type SeenLink = Pick<Link, 'what' | 'from' | 'to' | 'round' | 'notBefore'> &
  Length & {
    readonly account: Named | undefined;
    /** What was waited for, or could not begin; absent at the end of the process. */
    readonly title: string | undefined;
    readonly taskId: string | undefined;
  };

/** `before`: whatever there was before the task was assigned, to who does not follow the process. */
export type Share = Measured & {
  readonly turn: 'account' | 'planned' | 'product' | 'before';
  readonly account: Named | undefined;
};

/** @throws NotFound when it is not there or not the viewer's to see */
export async function elapsedOfProcess(door: Door, id: string): Promise<Elapsed> {
  const process = await processOf(door, id);
  return whole(door, process);
}

/** Everything that a process waited for, up to the end of one of its tasks or to its own. */
export async function whole(door: Door, process: Process, target?: Task): Promise<Elapsed> {
  const { plan, nodes } = await planOf(door, process);
  const tasks = await door.em.find(Task, { processId: process.id }, { orderBy: { round: 'asc', id: 'asc' } });
  const calendar = await calendarOf(door, process.accountId);
  const foreseen = process.over ? undefined : await forecast(door, process, plan, nodes, calendar, tasks);
  const story = {
    facts: factsOf(process, plan, calendar, tasks),
    nodes,
    rounds: await roundsOf(door, process, nodes, tasks),
    owner: process.accountId,
    at: (process.finishedAt ?? (await clockOf(door, process.id))).toISOString(),
    ...(foreseen ? { foreseen: new Map(foreseen.rows.map(({ node, finishesAt }) => [node.id, finishesAt])) } : {}),
  };
  const links = chainTo(story, target);
  const from = process.startedAt.toISOString();
  const to = target ? (target.finishedAt?.toISOString() ?? story.at) : story.at;
  const names = await accountsIn(door, links, tasks);
  const titles = new Map(nodes.map((node) => [node.id, node.title]));
  const seen = seeLinks(calendar, links, names, (link) => ({
    title: link.node === undefined ? undefined : titles.get(link.node),
    taskId: tasks.find(({ node, round }) => node === link.node && round === (link.round ?? 1))?.id,
  }));
  return {
    ...{ title: target?.title ?? process.title, from, to, links: seen, shares: sharesOf(seen) },
    over: target ? target.finished : process.over,
    total: lengthOf(calendar, { from, to }),
  };
}

/** Links with their lengths and with the names of what they are about. */
export function seeLinks(
  calendar: Calendar,
  links: readonly Link[],
  names: ReadonlyMap<string, Named>,
  about: (link: Link) => Pick<SeenLink, 'title' | 'taskId'>,
): SeenLink[] {
  return links.map((link) => {
    const { what, from, to, round, notBefore, account } = link;
    return {
      ...{ what, from, to, ...lengthOf(calendar, link), ...about(link) },
      account: account === undefined ? undefined : (names.get(account) ?? outOfSight),
      ...(round === undefined ? {} : { round }),
      ...(notBefore === undefined ? {} : { notBefore }),
    };
  });
}

export function sharesOf(links: readonly SeenLink[]): Share[] {
  const turnOf = ({ what, account }: SeenLink): Share['turn'] =>
    account ? 'account' : what === 'planned' ? 'planned' : 'product';
  const groups = Map.groupBy(links, (link) => `${turnOf(link)} ${link.account?.handle}`);
  return [...groups.values()]
    .flatMap(([first, ...rest]) =>
      first ? { turn: turnOf(first), account: first.account, ...sumOf([first, ...rest]) } : [],
    )
    .sort((one, other) => other.working - one.working || other.real - one.real);
}

/** An account with which there is nothing any more. */
const outOfSight: Named = { handle: '', name: 'A former account' };

async function accountsIn(door: Door, links: readonly Link[], tasks: readonly Task[]) {
  const names = new Map<string, Named>();
  const beside = await surroundingsOf(
    door,
    tasks.flatMap(({ id, assignedAccountId }) => (assignedAccountId ? [id] : [])),
  );
  for (const { id, assignedAccountId } of tasks) {
    const named = beside.get(id)?.labels.assigned;
    if (assignedAccountId && named) names.set(assignedAccountId, named);
  }
  const rest = links.flatMap(({ account }) => (account !== undefined && !names.has(account) ? [account] : []));
  for (const { id, handle, name } of await door.em.find(Account, { id: { $in: [...new Set(rest)] } }))
    names.set(id, { handle, name });
  return names;
}
