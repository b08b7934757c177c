/** A state that must not be: how to find it, and how to mend it where what is right is known. */
export type Check = {
  /** Of a record in an account: `{record}` and `{account}` are put in. */
  readonly wrong: string;
  readonly record: 'task' | 'trust';
  /** Rows `id`, `account_id`: the records, and whose they are. */
  readonly find: string;
  /** Rows `id`: the records it mended. */
  readonly mend?: string;
};

const open = `task.finished_at is null and task.status <> 'registered'`;
const given = `${open} and task.assigned_account_id is not null
  and (task.trust_id is null or exists (select from trust where trust.id = task.trust_id and trust.status = 'accepted' and trust.ends_at is null))`;
const shownNowhere = `not exists (select from visibility v where v.record_id = task.id and v.account_id = task.assigned_account_id
  and v.holder_id = coalesce(task.team_id, task.member_id) and v.open)`;
const elsewhere = `v.why = 'assigned' and v.open and (v.account_id, v.holder_id)
  is distinct from (task.assigned_account_id, coalesce(task.team_id, task.member_id))`;

export const checks: readonly Check[] = [
  {
    wrong: 'The {record} of {account} is shown by a trust that does not stand.',
    record: 'task',
    find: `select distinct task.id, task.account_id from task join visibility v on v.record_id = task.id join trust on trust.id = v.trust_id
      where v.open and trust.status <> 'accepted'`,
    mend: `delete from visibility v using trust where trust.id = v.trust_id and v.open and trust.status <> 'accepted'
      returning v.record_id as id`,
  },
  {
    wrong: 'The {record} of {account} is open, and whoever it is assigned to is not shown it.',
    record: 'task',
    find: `select task.id, task.account_id from task where ${given} and ${shownNowhere}`,
    mend: `insert into visibility (account_id, record_id, holder_id, why, owner_id, process_id, trust_id, team_id, person_id, since, open, due)
      select assigned_account_id, id, coalesce(team_id, member_id), 'assigned', account_id, process_id, trust_id, team_id, member_id,
        activated_at, true, coalesce(target, due, activated_at)
      from task where ${given} and ${shownNowhere}
      on conflict (account_id, record_id, holder_id) do update set open = true, until = null returning record_id as id`,
  },
  {
    wrong: 'The {record} of {account} is finished, and still shown as if it were open.',
    record: 'task',
    find: `select distinct task.id, task.account_id from task join visibility v on v.record_id = task.id
      where v.open and task.finished_at is not null`,
    mend: `update visibility v set open = false, until = coalesce(v.until, task.finished_at),
        kept = task.status <> 'canceled' and v.account_id is not distinct from task.assigned_account_id from task
      where task.id = v.record_id and v.open and task.finished_at is not null returning v.record_id as id`,
  },
  {
    wrong: 'The {record} of {account} is shown as open to a team or a person that it is not assigned to.',
    record: 'task',
    find: `select distinct task.id, task.account_id from task join visibility v on v.record_id = task.id
      where task.finished_at is null and ${elsewhere}`,
    mend: `delete from visibility v using task where task.id = v.record_id and task.finished_at is null and ${elsewhere}
      returning v.record_id as id`,
  },
  {
    wrong: 'The {record} of {account} waits for an approver who is not shown it.',
    record: 'task',
    find: `select distinct task.id, task.account_id from task join approval on approval.task_id = task.id
      where ${open} and approval.status = 'assigned' and not exists (select from visibility v where v.record_id = task.id
        and v.holder_id = approval.approver_id and v.why = 'approver' and v.open)
        and not exists (select from withheld w where w.record_id = task.id and w.holder_id = approval.approver_id)`,
  },
  {
    wrong: 'The {record} of {account} is assigned to a team of another account than the one that it is assigned to.',
    record: 'task',
    find: `select task.id, task.account_id from task join team on team.id = task.team_id
      where team.account_id is distinct from task.assigned_account_id`,
  },
  {
    wrong: 'The {record} of {account} is assigned to another account, and by no trust between the two.',
    record: 'task',
    find: `select task.id, task.account_id from task left join trust on trust.id = task.trust_id
      where task.assigned_account_id <> task.account_id
        and (trust.trusting_id, trust.trusted_id) is distinct from (task.account_id, task.assigned_account_id)`,
  },
  {
    wrong: 'In the {record} of {account} somebody else’s offering is extended.',
    record: 'trust',
    find: `select distinct trust.id, trust.trusted_id as account_id from trust join trust_offering o on o.trust_id = trust.id
      where o.account_id <> trust.trusted_id`,
  },
];
