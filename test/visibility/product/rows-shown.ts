import type { Approval, Id, Share, Task } from '../model/records/index.ts';
import { cut, live } from '../model/trusts.ts';
import { isFinal } from '../model/words.ts';
import { find, nameOf, type World } from '../model/world.ts';
import { uuidOf, uuidOrNull } from './ids.ts';
import type { At, OrNull, Row, Tables } from './rows.ts';

/** The visibility index as the product's verbs would have left it, and what a suspended trust withholds of it. */
export function shownTo(w: World, at: At, orNull: OrNull): Tables {
  const rows = [
    ...w.task.flatMap((t) => [...shownToHolder(w, t, at, orNull), ...keptBefore(w, t, at, orNull)]),
    ...w.approval.map((a) => shownToApprover(w, a, at, orNull)),
  ];
  return {
    visibility: rows.filter(({ trustId, kept }) => stands(w, trustId) || kept).map(({ row }) => row),
    withheld: rows
      .filter(({ trustId, kept }) => !stands(w, trustId) && !kept && find(w, 'trust', trustId)?.endedAt === null)
      .map(({ row }) => row),
  };
}

type Shown = { readonly trustId: Id | null; readonly kept: boolean; readonly row: Row };

const stands = (w: World, trust: Id | null) => trust === null || live(find(w, 'trust', trust));

/** From activation on, to whoever holds the task. */
function shownToHolder(w: World, t: Task, at: At, orNull: OrNull): readonly Shown[] {
  const holder = t.teamId ?? t.memberId;
  if (t.category !== 'implementation' || t.activatedAt === null || !holder || !t.assignedAccountId) return [];
  const share = t.shares.find((s) => s.accountId === t.assignedAccountId && s.trustId === t.trustId);
  return [row(w, t, { accountId: t.assignedAccountId, trustId: t.trustId, holder, share }, at, orNull)];
}

/** What another account brought to its end under a trust before, and keeps. */
const keptBefore = (w: World, t: Task, at: At, orNull: OrNull): readonly Shown[] =>
  t.shares
    .filter((s) => s.finalAt !== null && (s.accountId !== t.assignedAccountId || s.trustId !== t.trustId))
    .map((share) => row(w, t, { accountId: share.accountId, trustId: share.trustId, holder: t.id, share }, at, orNull));

type Holding = {
  readonly accountId: Id;
  readonly trustId: Id | null;
  readonly holder: Id;
  readonly share: Share | undefined;
};

function row(w: World, t: Task, { accountId, trustId, holder, share }: Holding, at: At, orNull: OrNull): Shown {
  const trust = find(w, 'trust', trustId);
  const final =
    share?.finalAt ?? (trustId === null && isFinal(t.status) && t.status !== 'canceled' ? t.finishedAt : null);
  const kept = final !== null && (!trust || live(trust) || final <= cut(trust));
  return {
    ...{ trustId, kept },
    row: {
      ...{ account_id: uuidOf(accountId), record_id: uuidOf(t.id), holder_id: uuidOf(holder), why: 'assigned' },
      ...{ owner_id: uuidOf(t.accountId), process_id: uuidOf(t.processId), trust_id: uuidOrNull(trustId) },
      ...{
        team_id: uuidOrNull(t.teamId),
        person_id: uuidOrNull(t.memberId),
        since: at(share?.since ?? t.activatedAt!),
      },
      ...{ until: orNull(t.finishedAt), open: !isFinal(t.status), due: at(t.due), kept },
      owner_name: share?.asCompleted?.owner ?? nameOf(w, t.accountId),
      for_name: share?.asCompleted?.forPerson ?? find(w, 'person', t.forPersonId)?.name ?? null,
    },
  };
}

function shownToApprover(w: World, a: Approval, at: At, orNull: OrNull): Shown {
  const t = find(w, 'task', a.taskId)!;
  const trust = find(w, 'trust', a.trustId);
  const kept = a.decidedAt !== null && (!trust || live(trust) || a.decidedAt <= cut(trust));
  return {
    ...{ trustId: a.trustId, kept },
    row: {
      ...{ account_id: uuidOf(a.askedInId), record_id: uuidOf(t.id), holder_id: uuidOf(a.approverId), why: 'approver' },
      ...{ owner_id: uuidOf(t.accountId), process_id: uuidOf(t.processId), person_id: uuidOf(a.approverId) },
      ...{ trust_id: uuidOrNull(a.trustId), since: at(t.activatedAt!), until: orNull(a.decidedAt) },
      ...{ open: a.status === 'assigned', due: at(t.due), kept },
      owner_name: nameOf(w, t.accountId),
      for_name: find(w, 'person', t.forPersonId)?.name ?? null,
    },
  };
}
