import type { Approval, Process, Task } from '../records/index.ts';
import { liveTrust } from '../trusts.ts';
import { isFinal } from '../words.ts';
import { all, find, nameOf, put, type World } from '../world.ts';
import { advance } from './advance.ts';
import { add, type Change, set } from './change.ts';

export const taskChanges: { readonly [action: string]: Change<Task> } = {
  accept: (w, ctx, t) => set(w, t, { status: 'accepted', memberId: ctx.person }),
  start: (w, ctx, t) =>
    begun(w, t, ctx.account, { status: 'in_progress', memberId: t.memberId ?? ctx.person, waitingUntil: null }),
  wait: (w, ctx, t, { forCustomer, reason = '', until = null }) =>
    set(w, t, {
      status: forCustomer ? 'waiting_for_customer' : 'waiting_for',
      memberId: t.memberId ?? ctx.person,
      reason,
      waitingUntil: until,
    }),
  complete: (w, ctx, t, { fields = {}, text = '' }) =>
    ended(w, t, ctx.account, {
      status: 'completed',
      // What it waited for no longer matters.
      reason: '',
      output: fields,
      timeCost: text,
      memberId: t.memberId ?? ctx.person,
    }),
  fail: (w, ctx, t, { reason = '' }) =>
    ended(w, t, ctx.account, { status: 'failed', reason, memberId: t.memberId ?? ctx.person }),
  reject: (w, ctx, t, { reason = '' }) =>
    ended(w, t, ctx.account, { status: 'rejected', reason, memberId: t.memberId ?? ctx.person }),
  // Taken away, not brought to its end by who held it: nothing for G9 to keep.
  cancel: (w, _, t, { reason = '' }) =>
    advance(set(w, t, { status: 'canceled', reason, finishedAt: w.now, waitingUntil: null }), t.processId),
  reassign: (w, _, t, { team = '', member = null }) => assigned(w, t, team, member),
  edit: (w, _, t, { text }) => (text === undefined ? w : set(w, t, { instructions: text })),
  // A final task never changes: another one takes its place.
  retry: (w, _, { type: _type, id: _id, ...t }) =>
    advance(add(w, 'task', { ...t, round: t.round + 1, ...fresh }), t.processId),
  note: (w, ctx, t, input) => noted(w, ctx, t, input),
};

export const processChanges: { readonly [action: string]: Change<Process> } = {
  cancel: (w, _, p, { reason = '' }) => {
    const open = all(w, 'task').filter((t) => t.processId === p.id && !isFinal(t.status));
    const over = open.reduce(
      (world, t) => put(world, { ...t, status: 'canceled' as const, finishedAt: w.now, waitingUntil: null }),
      w,
    );
    const asked = all(over, 'approval').filter((a) => a.status === 'assigned' && open.some((t) => t.id === a.taskId));
    const unasked = asked.reduce((world, a) => put(world, { ...a, status: 'canceled' as const }), over);
    return set(unasked, p, { status: 'completed', completionReason: 'withdrawn', reason, finishedAt: w.now });
  },
  note: (w, ctx, p, input) => noted(w, ctx, p, input),
};

export const approvalChanges: { readonly [action: string]: Change<Approval> } = {
  approve: (w, _, a, { reason = '' }) => decided(w, a, 'approved', reason),
  reject: (w, _, a, { reason = '' }) => decided(w, a, 'rejected', reason),
};

const fresh = {
  status: 'registered',
  trustId: null,
  reason: '',
  memberId: null,
  output: {},
  timeCost: '',
  activatedAt: null,
  waitingUntil: null,
  finishedAt: null,
  shares: [],
} as const;

const noted: Change<Task | Process> = (w, ctx, parent, { kind = 'public', text = '' }) =>
  add(w, 'note', {
    accountId: ctx.account,
    authorId: ctx.person,
    parentType: parent.type,
    parentId: parent.id,
    kind,
    text,
    at: w.now,
    redactedAt: null,
  });

const begun = (w: World, t: Task, account: string, values: Partial<Task>) =>
  set(w, t, {
    ...values,
    shares: t.shares.map((s) =>
      s.accountId === account && s.trustId === t.trustId ? { ...s, startedAt: s.startedAt ?? w.now } : s,
    ),
  });

/** G9: what its own people finished, an account keeps as it was then. */
function ended(w: World, t: Task, account: string, values: Partial<Task>): World {
  const asCompleted = { owner: nameOf(w, t.accountId), forPerson: find(w, 'person', t.forPersonId)?.name ?? null };
  const shares = t.shares.map((s) =>
    s.accountId === account && s.trustId === t.trustId ? { ...s, finalAt: w.now, asCompleted } : s,
  );
  return advance(set(w, t, { ...values, shares, finishedAt: w.now, waitingUntil: null }), t.processId);
}

/** Handed on: open to be accepted again. A share is kept per trust, so what was begun under it stays known. */
function assigned(w: World, t: Task, teamId: string, memberId: string | null): World {
  const account = find(w, 'team', teamId)!.accountId;
  const trust = account === t.accountId ? null : liveTrust(w, t.accountId, account)!.id;
  const known = trust === null || t.shares.some((s) => s.trustId === trust);
  const share = {
    accountId: account,
    trustId: trust ?? '',
    since: w.now,
    startedAt: null,
    finalAt: null,
    asCompleted: null,
  };
  return set(w, t, {
    assignedAccountId: account,
    trustId: trust,
    teamId,
    memberId,
    status: 'assigned',
    waitingUntil: null,
    shares: known ? t.shares : [...t.shares, share],
  });
}

function decided(w: World, a: Approval, status: 'approved' | 'rejected', reason: string): World {
  const t = find(w, 'task', a.taskId)!;
  const voted = set(w, a, { status, reason, decidedAt: w.now });
  return advance(set(voted, t, { status, reason, finishedAt: w.now }), t.processId);
}
