import type { JsonObject } from '../../plan/plan.ts';
import type { Scheme, SchemeRule } from '../service/scheme.ts';
import { type Door, record, tell } from '../store.ts';
import { uuids } from '../uuids.ts';
import { addressOf, type Notice } from './notices.ts';
import type { Task } from './task.entity.ts';
import { moveShown } from './visibility.ts';

/** Why a task stays where it is. */
export type Hindrance = 'team_not_linked' | 'person_left';

/**
 * Gives tasks whose promises have run so far to whom their schemes escalate them. Each rule is acted on once, whatever the
 * clock turns out to be later. Their clocks go on as they were. Of a trust that is suspended nothing is given to others: that
 * is done once it goes on.
 */
export async function escalate(door: Door, tasks: readonly Task[], at: Date): Promise<void> {
  for (const task of tasks) {
    for (const rule of dueRules(task)) {
      if (await isWithheld(door, task)) break;
      task.escalated = [...(task.escalated ?? []), keyOf(rule)];
      await carryOut(door, task, rule, at);
    }
  }
}

type Escalation = SchemeRule & { readonly escalateTo: NonNullable<SchemeRule['escalateTo']> };

/** Rules whose moment has come while their promise is still to be kept, in order of these moments. */
function dueRules(task: Task): Escalation[] {
  const { scheme, escalated, clocks, open, category } = task;
  if (!scheme || !clocks || !open || category !== 'implementation') return [];
  const due = scheme.filter(isEscalation).flatMap((rule) => {
    const clock = clocks[rule.goal];
    if (!clock || clock.metAt || escalated?.includes(keyOf(rule))) return [];
    const warned = clock.warnings.find(({ percent, passed }) => passed && percent === rule.at)?.at;
    const moment = rule.at === 'breach' ? clock.breachedAt : warned;
    return moment ? [{ rule, moment }] : [];
  });
  return due.sort((a, b) => (a.moment < b.moment ? -1 : 1)).map(({ rule }) => rule);
}

const isEscalation = (rule: Scheme[number]): rule is Escalation => rule.escalateTo !== undefined;
const keyOf = ({ goal, at }: SchemeRule) => `${goal} ${at}`;

async function isWithheld({ em }: Door, { trustId }: Task): Promise<boolean> {
  if (!trustId) return false;
  return (await em.execute(`select from trust where id = ? and status = 'accepted'`, [trustId])).length === 0;
}

async function carryOut(door: Door, task: Task, rule: Escalation, at: Date): Promise<void> {
  const { escalateTo } = rule;
  const from = { team: task.teamId ?? null, member: task.memberId ?? null };
  const to =
    'team' in escalateTo
      ? { team: escalateTo.team, member: null }
      : { team: task.teamId ?? null, member: escalateTo.person };
  if (from.team === to.team && (from.member === to.member || !to.member)) return;
  const hindrance = await hindranceOf(door, task, escalateTo);
  const reason = sentenceOf(rule, hindrance);
  if (hindrance) {
    record(door, task.accountId, 'task', task.id, 'not_escalated', { reason }, at);
    tellOf(door, task, rule, 'not_escalated', { hindrance });
    return;
  }
  task.reassign(to.team, to.member);
  // Within its team it is the holder's own matter: the owner's staff are told of another team only.
  const moved = from.team === to.team ? {} : { fromTeam: from.team };
  record(door, task.accountId, 'task', task.id, 'escalated', { team: to.team, ...moved, reason }, at);
  tellOf(door, task, rule, 'escalated', { from });
  await door.em.flush();
  await moveShown(door, task);
}

function tellOf(door: Door, task: Task, { goal, at }: Escalation, notice: Notice, more: JsonObject): void {
  const percent = at === 'breach' ? {} : { percent: at };
  tell(door, 'notice', task.accountId, task.processId, { notice, goal, ...percent, ...more, tasks: [addressOf(task)] });
}

/** What would be refused to whoever reassigned it by hand. */
async function hindranceOf(
  { em }: Door,
  { accountId, assignedAccountId, trustId }: Task,
  escalateTo: Escalation['escalateTo'],
): Promise<Hindrance | undefined> {
  if ('team' in escalateTo) {
    const rows = trustId
      ? await em.execute('select from trust_team where trust_id = ? and team_id = ?', [trustId, escalateTo.team])
      : await em.execute('select from team where account_id = ? and id = ?', [accountId, escalateTo.team]);
    return rows.length > 0 ? undefined : 'team_not_linked';
  }
  const rows = await em.execute(
    `select from unnest(?::uuid[]) p, accounts_of(p) a where a.account_id = ? and a.roles && array['specialist', 'account_admin']`,
    [uuids([escalateTo.person]), assignedAccountId ?? accountId],
  );
  return rows.length > 0 ? undefined : 'person_left';
}

/** For the logs of both sides: it says nothing of who in the account got it. */
function sentenceOf({ goal, at }: Escalation, hindrance: Hindrance | undefined): string {
  const moment = at === 'breach' ? `The target to ${goal} has passed.` : `${at} % of the time to ${goal} is used.`;
  return hindrance ? `${moment} ${stays[hindrance]}` : moment;
}

const stays: Record<Hindrance, string> = {
  team_not_linked: 'The team it was to go to is not linked to the trust.',
  person_left: 'The person it was to go to does no work of the account any more.',
};
