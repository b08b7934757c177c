import type { AnyRecord, Audit, Process, Task } from '../model/records/index.ts';

import { find, type World } from '../model/world.ts';
import { uuidOf, uuidOrNull } from './ids.ts';
import { planHash, planOf } from './plan-of.ts';
import { shownTo } from './rows-shown.ts';
import { grantsOf, strayOf, trustRow } from './rows-trusts.ts';
import { hashOf, tokenOf } from './secrets.ts';

export type At = (ms: number) => string;
export type OrNull = (ms: number | null) => string | null;
export type Row = { readonly [column: string]: unknown };
export type Tables = { readonly [table: string]: readonly Row[] };

/** Always open, so that nothing that is compared hangs on working hours. */
const calendar = { zone: 'UTC', week: Array(7).fill([[0, 1440]]), holidays: [] };

/** Rows that hold the world; its present is the moment `now`. */
export function rowsOf(w: World, now: Date): Tables {
  const at = (ms: number) => new Date(now.getTime() + (ms - w.now)).toISOString();
  const orNull = (ms: number | null) => (ms === null ? null : at(ms));
  const day = (ms: number) => at(ms).slice(0, 10);
  const known = w.trust.filter((t) => t.trustingId !== null && t.trustedId !== null);
  return {
    account: w.account.map((a) => ({
      ...{ id: uuidOf(a.id), handle: a.handle, name: a.name, kind: a.kind, calendar, created_at: at(0) },
      directory_id: uuidOrNull(a.directoryId),
      next_process_number: 1_000_000,
      created_at: at(w.now),
    })),
    organization: w.organization.map((o) => ({ ...owned(o), name: o.name, parent_id: uuidOrNull(o.parentId) })),
    site: w.site.map((s) => ({ ...owned(s), name: s.name, address: s.address })),
    person: w.person.map((p) => ({
      ...{ id: uuidOf(p.id), home_id: uuidOf(p.homeId), kind: p.kind, name: p.name, email: p.email },
      ...{ title: p.title, phone: p.phone, manager_id: uuidOrNull(p.managerId) },
      ...{ organization_id: uuidOrNull(p.organizationId), site_id: uuidOrNull(p.siteId) },
      disabled_at: orNull(p.disabledAt),
    })),
    team: w.team.map((t) => ({ ...owned(t), name: t.name, coordinator_id: uuidOrNull(t.coordinatorId) })),
    team_member: w.team.flatMap((t) =>
      t.members.map((p) => ({ account_id: uuidOf(t.accountId), team_id: uuidOf(t.id), person_id: uuidOf(p) })),
    ),
    role: w.role.map((r) => ({
      ...{ account_id: uuidOf(r.accountId), person_id: uuidOf(r.personId), name: r.name, granted_at: at(r.grantedAt) },
      trust_id: uuidOrNull(r.trustId),
    })),
    trust: known.map((t) => trustRow(t, at, orNull)),
    stray_invitation: w.trust.filter((t) => !known.includes(t)).map((t) => strayOf(t, at)),
    ...grantsOf(known, at, orNull),
    service: w.service.map((s) => ({
      ...{ ...owned(s), name: s.name, description: s.description, team_id: uuidOf(s.teamId) },
    })),
    service_offering: w.offering.map((o) => ({
      ...{ ...owned(o), service_id: uuidOf(o.serviceId), name: o.name, target: {}, calendar, starts_on: day(o.from) },
      ends_on: o.until === null ? null : day(o.until - 1),
    })),
    access_token: w.token.map((t) => ({
      ...{ ...owned(t), person_id: uuidOf(t.personId), name: t.name, scopes: t.scopes },
      ...{ token_hash: hashOf(tokenOf(t.id)), created_at: at(t.createdAt) },
      ...{ expires_at: at(t.expiresAt), revoked_at: orNull(t.revokedAt) },
    })),
    plan: w.process.map((p) => ({
      ...{
        account_id: uuidOf(p.accountId),
        hash: planHash(w, p),
        plan: planOf(p, w.task),
        created_at: at(p.startedAt),
      },
    })),
    process: w.process.map((p, i) => processRow(w, p, i + 1, at, orNull)),
    task: w.task.map((t) => taskRow(w, t, at, orNull)),
    approval: w.approval.map((a) => ({
      ...{ ...owned(a), task_id: uuidOf(a.taskId), approver_id: uuidOf(a.approverId), status: a.status },
      ...{ reason: a.reason, decided_at: orNull(a.decidedAt) },
    })),
    note: w.note.map((n) => ({
      ...{ ...owned(n), author_id: uuidOf(n.authorId), kind: n.kind, text: n.text, created_at: at(n.at) },
      ...{ [`${n.parentType}_id`]: uuidOf(n.parentId) },
    })),
    audit: entriesOf(w).flatMap((a) => auditRow(w, a, at)),
    ...shownTo(w, at, orNull),
  };
}

const owned = (r: AnyRecord & { readonly accountId: string }): Row => ({
  id: uuidOf(r.id),
  account_id: uuidOf(r.accountId),
});

const processRow = (w: World, p: Process, number: number, at: At, orNull: OrNull): Row => ({
  ...{
    ...owned(p),
    number,
    template: find(w, 'template', p.templateId)?.name ?? '',
    plan_hash: planHash(w, p),
    title: p.title,
  },
  ...{ input: p.input, bindings: {}, subject_id: uuidOf(p.subjectId), manager_id: uuidOf(p.managerId) },
  ...{ status: p.status, completion_reason: p.completionReason, reason: p.reason, started_by_id: uuidOf(p.managerId) },
  ...{ started_at: at(p.startedAt), finished_at: orNull(p.finishedAt) },
});

const taskRow = (w: World, t: Task, at: At, orNull: OrNull): Row => ({
  ...{ ...owned(t), process_id: uuidOf(t.processId), node: t.node, round: t.round, category: t.category },
  ...{ title: t.title, process_title: find(w, 'process', t.processId)?.externalTitle ?? '', after: t.after },
  ...{ status: t.status, reason: t.reason, instructions: t.instructions, trust_id: uuidOrNull(t.trustId) },
  ...{ assigned_account_id: uuidOrNull(t.assignedAccountId), offering_id: uuidOrNull(t.offeringId) },
  ...{ team_id: uuidOrNull(t.teamId), member_id: uuidOrNull(t.memberId), for_person_id: uuidOrNull(t.forPersonId) },
  ...{ input: t.input, output: t.output, required_approvals: t.category === 'approval' ? 1 : null, due: at(t.due) },
  ...{ activated_at: orNull(t.activatedAt), waiting_until: orNull(t.waitingUntil), finished_at: orNull(t.finishedAt) },
});

/** The product makes no entry of a task that is only planned, and has no command that edits one. */
export const entriesOf = (w: World): readonly Audit[] =>
  w.audit.filter(({ recordType, action }) => recordType !== 'task' || !['start', 'edit'].includes(action));

/** That a note was written is an entry of the record it is on, or of nobody but its own account. */
function auditRow(w: World, a: Audit, at: At): readonly Row[] {
  const actors = { actor_account_id: uuidOf(a.actorAccountId), actor_id: uuidOrNull(a.actorId) };
  const row = { id: uuidOf(a.id), at: at(a.at), ...actors, action: a.action, changes: {} };
  if (a.recordType !== 'note')
    return [{ ...row, account_id: uuidOf(a.accountId), record_kind: a.recordType, record_id: uuidOf(a.recordId) }];
  const note = find(w, 'note', a.recordId)!;
  const parent = find(w, note.parentType, note.parentId)!;
  if (note.kind === 'public')
    return [{ ...row, account_id: uuidOf(parent.accountId), record_kind: parent.type, record_id: uuidOf(parent.id) }];
  const changes = { [parent.type]: uuidOf(parent.id) };
  return [{ ...row, account_id: uuidOf(note.accountId), record_kind: 'note', record_id: uuidOf(note.id), changes }];
}
