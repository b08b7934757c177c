import { isSpecialist } from './context.ts';
import type { Approval, Id, Process, Share, Task } from './records/index.ts';
import { cut, live } from './trusts.ts';
import { type Ctx, find, type World } from './world.ts';

export type Party = 'owner' | 'provider' | 'former' | 'taken-back';

/** What an account is to a task (2.1a), and the share by which it is that. */
export function party(w: World, task: Task, account: Id): { readonly as: Party; readonly share?: Share } | undefined {
  if (task.accountId === account) return { as: 'owner' };
  // 2.1: from activation, never before.
  if (task.activatedAt === null || task.activatedAt > w.now) return undefined;
  // 2.1a takes the first share of the account; there may be one under an ended trust and one under a later one.
  const found = task.shares.filter((s) => s.accountId === account).flatMap((share) => bound(w, task, share) ?? []);
  return rank.flatMap((as) => found.find((one) => one.as === as) ?? [])[0];
}

const rank: readonly Party[] = ['provider', 'former', 'taken-back'];

/** Records bind to the trust under which they were shared: a later trust revives nothing (G9, "new trust = new id"). */
function bound(w: World, task: Task, share: Share): { readonly as: Party; readonly share: Share } | undefined {
  const t = find(w, 'trust', share.trustId);
  if (!t) return undefined;
  if (live(t)) {
    // The labour grant was asked at assignment (G4): withdrawing it hides no task already assigned.
    if (task.assignedAccountId === share.accountId || share.finalAt !== null) return { as: 'provider', share };
    return share.startedAt === null ? undefined : { as: 'taken-back', share };
  }
  // G9: only what its own teams brought to a final state before the end.
  return share.finalAt !== null && share.finalAt <= cut(t) ? { as: 'former', share } : undefined;
}

/** Until when a former provider sees what was written (G9). */
export const cutOf = (w: World, share: Share | undefined): number => {
  const t = find(w, 'trust', share?.trustId ?? null);
  return t ? cut(t) : Number.NEGATIVE_INFINITY;
};

export const inTeam = (w: World, ctx: Ctx, team: Id | null): boolean =>
  find(w, 'team', team)?.members.includes(ctx.person) ?? false;

export const isManager = (ctx: Ctx, process: Process | undefined): boolean =>
  process?.accountId === ctx.account && process.managerId === ctx.person;

export const processOf = (w: World, task: Task | undefined): Process | undefined =>
  find(w, 'process', task?.processId ?? null);

/** The account or the service is confidential: the assigned team only (rows "request" and "workflow"). */
export function confidentialAt(w: World, task: Task, account: Id): boolean {
  if (task.accountId === account) return processOf(w, task)?.confidential ?? false;
  const service = find(w, 'service', find(w, 'offering', task.offeringId)?.serviceId ?? null);
  return (find(w, 'account', account)?.confidential ?? false) || (service?.confidential ?? false);
}

/** A specialist of the account; in confidential matters one of the team at that. */
export const works = (w: World, ctx: Ctx, confidential: boolean, ...teams: readonly (Id | null)[]): boolean =>
  isSpecialist(ctx) && (!confidential || teams.some((team) => inTeam(w, ctx, team)));

/** The vote this context was asked for, while it may still see it. */
export function asked(w: World, ctx: Ctx, a: Approval): boolean {
  if (a.approverId !== ctx.person || a.askedInId !== ctx.account) return false;
  if (a.trustId === null) return true;
  const t = find(w, 'trust', a.trustId);
  // G9 for a vote: it stays readable if it was cast before the end.
  return live(t) || (t !== undefined && a.decidedAt !== null && a.decidedAt <= cut(t));
}

/**
 * Whether the context may learn that something happened to a task at that time. Silent: what happened before another
 * account got the task (that it was planned) stays hidden, as does what came after G9's end.
 */
export function witnessed(w: World, ctx: Ctx, task: Task, at: number): boolean {
  const as = party(w, task, ctx.account);
  if (as?.as === 'former' && at > cutOf(w, as.share)) return false;
  return as?.share === undefined || as.share.since <= at;
}
