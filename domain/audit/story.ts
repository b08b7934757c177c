import { type FilterQuery, raw } from '@mikro-orm/postgresql';
import type { JsonObject } from '../../plan/plan.ts';
import { ownAccount } from '../account/accounts.ts';
import { processOf } from '../process/follow.ts';
import type { Door } from '../store.ts';
import { Approval } from '../task/approval.entity.ts';
import { seeTasks } from '../task/see.ts';
import { taskOf } from '../task/seen.ts';
import { Task } from '../task/task.entity.ts';
import { disclosing } from '../trust/discloses.ts';
import { counterparts } from '../trust/seen.ts';
import { seesWork } from '../viewer.ts';
import { Audit } from './audit.entity.ts';
import { actorsOf } from './entries.ts';
import { doneAbroad, doneToShared } from './witnessed.ts';

/** What happened to a record, as its viewer may know it: an entry of the log without what only its readers are for. */
export type StoryItem = {
  /** Of the entry; of what there is no entry of, the task's. */
  readonly id: string;
  readonly at: Date;
  readonly action: string;
  /** Which tasks it is about. */
  readonly tasks: readonly { readonly id: string; readonly title: string }[];
  /** Absent: the product itself. The name only where who works the task is the viewer's to know. */
  readonly actor: { readonly name: string | null; readonly account: Side } | null;
  readonly changes: JsonObject;
};
type Side = { readonly handle: string; readonly name: string };

/**
 * The newest first. Of tasks of others what their account witnessed; approvers of other accounts read none.
 * @throws NotFound when it is not there or not the viewer's to see
 */
export async function storyOfTask(
  door: Door,
  id: string,
  before: string | undefined,
  most: number,
): Promise<StoryItem[]> {
  const task = await taskOf(door, id);
  const [seen] = await seeTasks(door, [task]);
  if (!seen || seen.cardOnly) return [];
  const votes = seen.votes.map(({ approval }) => approval.id);
  const records = { recordKind: { $in: ['task', 'approval'] }, recordId: { $in: [id, ...votes] } };
  // Who was asked, and what he said, is for who follows the process: whoever else was asked reads of himself.
  const own = task.category === 'approval' && !seen.process ? { actorId: door.viewer.personId } : {};
  const entries = seen.owns
    ? await entriesOf(door, ownersOf(door, [task], { ...records, ...own }), before, most)
    : await witnessedOf(door, task, before, most);
  // Who sees it only because he is to do it, or is asked, reads why others did what they did on the task or not at all.
  const onlyHis = !seen.process && !seesWork(door.viewer);
  const givesReason = onlyHis ? byViewer(door) : toStaff(door, [task]);
  const items = await told(door, entries, [task], new Map(votes.map((vote) => [vote, id])), givesReason);
  const handedOver = entries.length < most && activationOf(task);
  if (!handedOver) return items;
  // On a page that it makes too long it stands last, so that it is what the next one begins with.
  const later = entries.length === most - 1 ? items : items.filter(({ at }) => at >= handedOver.at);
  return [...later, handedOver, ...items.slice(later.length)];
}

/**
 * Of the process and all its tasks, the newest first.
 * @throws NotFound when it is not there or not the viewer's to follow
 */
export async function storyOfProcess(
  door: Door,
  id: string,
  before: string | undefined,
  most: number,
): Promise<StoryItem[]> {
  const { accountId } = await processOf(door, id);
  const tasks = await door.em.find(Task, { processId: id, accountId });
  const votes = await door.em.find(Approval, { taskId: { $in: tasks.map((task) => task.id) } });
  const records = [id, ...tasks.map((task) => task.id), ...votes.map((vote) => vote.id)];
  const of = { recordKind: { $in: ['process', 'task', 'approval'] }, recordId: { $in: records } };
  const entries = await entriesOf(door, ownersOf(door, tasks, of), before, most);
  const ofVotes = new Map(votes.map(({ id: vote, taskId }) => [vote, taskId]));
  return told(door, entries, tasks, ofVotes, toStaff(door, tasks));
}

/** Entries of the viewer's account, without how another one escalates within itself what it holds. */
function ownersOf({ viewer: { accountId } }: Door, tasks: readonly Task[], of: FilterQuery<Audit>): FilterQuery<Audit> {
  const abroad = tasks.filter(({ assignedAccountId }) => assignedAccountId !== accountId).map(({ id }) => id);
  const toOtherTeam = { action: 'escalated', [raw((alias) => `jsonb_exists(${alias}.changes, 'fromTeam')`)]: true };
  const escalations = ['escalated', 'not_escalated'];
  const theirs = { $or: [{ recordId: { $nin: abroad } }, { action: { $nin: escalations } }, toOtherTeam] };
  return { $and: [of, { accountId }, theirs] } as FilterQuery<Audit>;
}

type GivesReason = (entry: Audit) => boolean;
const byViewer =
  ({ viewer }: Door): GivesReason =>
  ({ actorId }) =>
    actorId === viewer.personId;

/**
 * Why it was escalated is for the account that holds it; why what it promises was changed, which is on no task, for the
 * account whose task it is and for who changed it.
 */
function toStaff({ viewer: { accountId } }: Door, tasks: readonly Task[]): GivesReason {
  const held = new Set(tasks.flatMap(({ id, assignedAccountId }) => (assignedAccountId === accountId ? [id] : [])));
  return ({ action, recordId, accountId: owner, actorAccountId }) => {
    if (action === 'escalated' || action === 'not_escalated') return held.has(recordId);
    if (action === 'classified' || action === 'corrected') return owner === accountId || actorAccountId === accountId;
    return true;
  };
}

function entriesOf({ em }: Door, of: FilterQuery<Audit>, before: string | undefined, most: number): Promise<Audit[]> {
  const older = before ? { id: { $lt: before } } : {};
  return em.find(Audit, { $and: [of, older] }, { orderBy: { id: 'desc' }, limit: most });
}

/** What auditors of an account read of a task of another that it is shown. */
async function witnessedOf(
  door: Door,
  { id, accountId: owner }: Task,
  before: string | undefined,
  most: number,
): Promise<Audit[]> {
  const { accountId } = door.viewer;
  const record = { recordKind: 'task', recordId: id };
  const ours = await entriesOf(door, { ...record, accountId }, before, most);
  const abroad = await entriesOf(door, { $and: [record, doneAbroad(accountId)] } as FilterQuery<Audit>, before, most);
  const shared = await door.em.find(Audit, { id: { $in: await doneToShared(door, [owner], record, before, most) } });
  return [...ours, ...abroad, ...shared].sort((a, b) => (a.id < b.id ? 1 : -1)).slice(0, most);
}

async function told(
  door: Door,
  entries: readonly Audit[],
  tasks: readonly Task[],
  ofVotes: ReadonlyMap<string, string>,
  givesReason: GivesReason,
): Promise<StoryItem[]> {
  const actorOf = await actors(door, entries);
  const titles = new Map(tasks.map(({ id, title }) => [id, title]));
  return entries.map((entry) => {
    const { tasks: several } = entry.changes;
    const about = Array.isArray(several) ? several.map(String) : [ofVotes.get(entry.recordId) ?? entry.recordId];
    return {
      id: entry.id,
      at: entry.at,
      action: entry.action,
      tasks: about.flatMap((id) => (titles.has(id) ? [{ id, title: titles.get(id) as string }] : [])),
      actor: actorOf(entry),
      changes: Object.fromEntries(
        Object.entries(entry.changes).filter(
          ([field]) => shared.has(field) && (field !== 'reason' || givesReason(entry)),
        ),
      ),
    };
  });
}

/** What the log keeps of a change and whoever sees the task sees on it, too; ids of teams, people and notes are not. */
const shared = new Set(['reason', 'for', 'output', 'item', 'from', 'to', 'before', 'after', 'round', 'minutes']);

async function actors(door: Door, entries: readonly Audit[]): Promise<(entry: Audit) => StoryItem['actor']> {
  const { accountId } = door.viewer;
  const shows = await disclosing(
    door,
    'show_specialists',
    'trusted',
    entries.flatMap((entry) =>
      entry.actorAccountId === accountId ? [] : [[accountId, entry.actorAccountId] as const],
    ),
  );
  const names = await actorsOf(door, entries);
  const others = await counterparts(door);
  const { handle, name } = await ownAccount(door);
  return ({ id, actorId, actorAccountId, accountId: owner }) => {
    if (actorId == null) return null;
    if (actorAccountId === accountId) return { name: names.get(id) ?? null, account: { handle, name } };
    const other = others.get(actorAccountId);
    // Of people of the owner nobody is named to who works for it.
    const named = owner === accountId && shows(accountId, actorAccountId);
    return other
      ? {
          name: (named && names.get(id)) || null,
          account: { handle: other.handle, name: other.name ?? other.handle },
        }
      : null;
  };
}

/** When it was handed over is an entry of its process, and on the task for everybody who sees it. */
function activationOf({ id, title, activatedAt, finishedAt }: Task): StoryItem | undefined {
  // A round that stands for what was given up after it had failed never was.
  if (!activatedAt || activatedAt.getTime() === finishedAt?.getTime()) return undefined;
  return { id, at: activatedAt, action: 'activated', tasks: [{ id, title }], actor: null, changes: {} };
}
