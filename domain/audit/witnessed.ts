import { type FilterQuery, raw } from '@mikro-orm/postgresql';
import type { Door } from '../store.ts';
import { uuids } from '../uuids.ts';
import type { Audit } from './audit.entity.ts';
import type { AuditFilter } from './entries.ts';

/**
 * Of records of others an account reads what happened to them while it was shown them: not what was before it got a task,
 * not what comes after the trust has ended or while it is suspended, and nothing of a task it is not shown any more.
 */
const witnessed = (entry: string) =>
  `exists (select from visibility v join task t on t.id = v.record_id
     where v.account_id = ? and v.record_id = audited_task(${entry}.record_kind, ${entry}.record_id) and v.since <= ${entry}.at
       and not exists (select from trust x where x.id = v.trust_id
         and least(x.ended_at, x.suspended_by_trusting, x.suspended_by_trusted) < ${entry}.at))`;

/** What people of the account did to records of others. */
export function doneAbroad(accountId: string): FilterQuery<Audit> {
  return {
    actorAccountId: accountId,
    $not: { accountId },
    [raw((alias) => witnessed(alias), [accountId])]: true,
  } as FilterQuery<Audit>;
}

/**
 * What owners themselves did to tasks that the viewer's account is shown, as far as it shows there: how an owner goes on
 * with a process after a task failed is his own.
 * @returns ids, the newest first
 */
export async function doneToShared(
  { em, viewer }: Door,
  owners: readonly string[],
  filter: AuditFilter,
  before: string | undefined,
  most: number,
): Promise<string[]> {
  const { recordKind, recordId, actorId, action, from, to } = filter;
  if (actorId || (recordKind && recordKind !== 'task') || owners.length === 0) return [];
  const conditions: [string, string | Date | undefined][] = [
    ['a.id < ?', before],
    ['a.record_id = ?', recordId],
    ['a.action = ?', action],
    ['a.at >= ?', from],
    ['a.at < ?', to],
  ];
  const given = conditions.flatMap(([sql, value]) => (value === undefined ? [] : [{ sql: ` and ${sql}`, value }]));
  const rows = await em.execute<{ id: string }[]>(
    `select e.id from unnest(?::uuid[]) as owner(id), lateral (
       select a.id from audit a
       where a.account_id = owner.id and a.record_kind = 'task' and a.action in ('canceled', 'noted', 'woken', 'escalated', 'not_escalated', 'classified', 'agreed', 'excused', 'held_accountable', 'corrected')
         and a.actor_account_id <> ? and not jsonb_exists(a.changes, 'task') and ${witnessed('a')}${given.map(({ sql }) => sql).join('')}
       order by a.id desc limit ?) e order by e.id desc limit ?`,
    [uuids(owners), viewer.accountId, viewer.accountId, ...given.map(({ value }) => value), most, most],
  );
  return rows.map(({ id }) => id);
}
