import { add } from './commands/change.ts';
import { rolesOf } from './context.ts';
import type { AnyRecord, Change, Id, Task, Trust } from './records/index.ts';
import { ownersOf } from './view.ts';
import { all, type Ctx, find, recordTypes, type World } from './world.ts';

const untraced = ['audit', 'session', 'notice', 'event'];

/** Every change leaves an entry in the records' accounts, an event for streams, and mails that wait to be delivered. */
export function traced(before: World, after: World, ctx: Ctx | undefined, action: string): World {
  const touched = recordTypes.filter((type) => !untraced.includes(type) && before[type] !== after[type]);
  return touched
    .flatMap((type) => differing(before, after, type as 'task'))
    .reduce((w, [record, changes]) => trace(w, record, changes, ctx, action), after);
}

type Changes = { readonly [field: string]: Change };

function differing(before: World, after: World, type: 'task'): readonly (readonly [AnyRecord, Changes])[] {
  const old = new Map(all(before, type).map((record) => [record.id, record as AnyRecord]));
  return (all(after, type) as readonly AnyRecord[])
    .filter((record) => old.get(record.id) !== record)
    .map((record) => [record, changed(old.get(record.id), record)] as const);
}

/** By the names of masks: a reference without `Id`. Parts of a record that are not text or numbers are told by name only. */
function changed(from: AnyRecord | undefined, to: AnyRecord): Changes {
  const old = (from ?? {}) as unknown as { readonly [field: string]: unknown };
  const differs = Object.entries(to).filter(
    ([field, value]) => !['id', 'type', 'shares'].includes(field) && old[field] !== value,
  );
  return Object.fromEntries(
    differs.map(([field, value]) => [field.replace(/Id$/, ''), { from: plain(old[field]), to: plain(value) }]),
  );
}

const plain = (value: unknown): unknown => (typeof value === 'object' ? null : (value ?? null));

function trace(w: World, record: AnyRecord, changes: Changes, ctx: Ctx | undefined, action: string): World {
  const owners = ownersOf(w, record);
  const entered = owners.reduce(
    (world, accountId) =>
      add(world, 'audit', {
        at: w.now,
        accountId,
        actorAccountId: ctx?.account ?? accountId,
        actorId: ctx?.person ?? null,
        recordType: record.type,
        recordId: record.id,
        action,
        changes,
      }),
    w,
  );
  const told = add(entered, 'event', {
    at: w.now,
    recordType: record.type,
    recordId: record.id,
    fields: Object.keys(changes),
  });
  return addressees(told, record, changes).reduce((world, [personId, accountId]) => {
    return add(world, 'notice', {
      accountId,
      personId,
      recordType: record.type,
      recordId: record.id,
      queuedAt: w.now,
      deliveredAt: null,
      droppedAt: null,
      text: '',
    });
  }, told);
}

type Addressee = readonly [person: Id, account: Id];

/** Who would want to know. Whether he may is asked at delivery, not here. */
function addressees(w: World, record: AnyRecord, changes: Changes): readonly Addressee[] {
  if (record.type === 'task' && changes.status) return team(w, record);
  if (record.type === 'approval' && record.status === 'assigned') return [[record.approverId, record.askedInId]];
  if (record.type === 'trust' && changes.status) return administrators(w, record);
  if (record.type === 'process' && changes.status) return [[record.managerId, record.accountId]];
  return [];
}

const team = (w: World, t: Task): readonly Addressee[] =>
  t.status === 'assigned' && t.assignedAccountId !== null
    ? (find(w, 'team', t.teamId)?.members ?? []).map((id) => [id, t.assignedAccountId!] as const)
    : [];

const administrators = (w: World, t: Trust): readonly Addressee[] =>
  [t.trustingId, t.trustedId].flatMap((account) =>
    account === null
      ? []
      : all(w, 'person')
          .filter((p) => rolesOf(w, p.id, account).includes('account_admin'))
          .map((p) => [p.id, account] as const),
  );
