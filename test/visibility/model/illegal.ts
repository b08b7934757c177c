import { holds } from './context.ts';
import type { Id, Task } from './records/index.ts';
import { directoryOf, isDirectory } from './trusts.ts';
import { isFinal } from './words.ts';
import { all, find, type World } from './world.ts';

/**
 * States the world must refuse (2.1a), in a sentence each. A person with two homes and an account with two directories
 * cannot be written down here. `before`: the world one command earlier.
 */
export function illegal(w: World, before?: World): readonly string[] {
  return [...tasks(w), ...notes(w), ...roles(w), ...trusts(w), ...(before ? changed(before, w) : [])];
}

function tasks(w: World): readonly string[] {
  return all(w, 'task').flatMap((t) => {
    const team = find(w, 'team', t.teamId);
    const foreign = team !== undefined && team.accountId !== t.assignedAccountId;
    return foreign ? [`${t.id} is assigned to ${team.id}, a team of another account than ${t.assignedAccountId}.`] : [];
  });
}

function notes(w: World): readonly string[] {
  return all(w, 'note').flatMap((n) => {
    const parent = find(w, n.parentType, n.parentId);
    const parties: readonly Id[] = [
      parent?.accountId ?? '',
      ...((parent as Task | undefined)?.shares ?? []).map((s) => s.accountId),
    ];
    return parties.includes(n.accountId)
      ? []
      : [`${n.id} was written in ${n.accountId}, which is no party to ${n.parentId}.`];
  });
}

function roles(w: World): readonly string[] {
  return all(w, 'role').flatMap((r) => {
    const home = find(w, 'person', r.personId)?.homeId;
    const native = home === r.accountId || (home !== undefined && home === directoryOf(w, r.accountId));
    const t = find(w, 'trust', r.trustId);
    // While the trust is suspended the role waits, without effect.
    const lent = t !== undefined && (holds(w, r) || (t.endedAt === null && t.status === 'accepted'));
    return (r.trustId === null ? native : lent) ? [] : [`${r.id} stands without a grant.`];
  });
}

function trusts(w: World): readonly string[] {
  const standing = all(w, 'trust').filter((t) => t.status === 'accepted' && t.endedAt === null);
  const pairs = standing.map((t) => `${t.trustingId}→${t.trustedId}`);
  return [
    ...all(w, 'trust')
      .filter((t) => t.trustingId === t.trustedId)
      .map((t) => `${t.id} is a trust of an account with itself.`),
    ...pairs.filter((pair, i) => pairs.indexOf(pair) !== i).map((pair) => `There are two trusts ${pair}.`),
    ...all(w, 'trust').flatMap((t) =>
      t.offers
        .filter((o) => find(w, 'offering', o.offeringId)?.accountId !== t.trustedId)
        .map((o) => `${t.id} offers ${o.offeringId}, which is not the trusted account's.`),
    ),
    ...all(w, 'account')
      .filter((a) => a.kind === 'support_domain' && !isDirectory(w, a.directoryId))
      .map((a) => `${a.id} supports no directory.`),
  ];
}

function changed(before: World, after: World): readonly string[] {
  return all(before, 'task')
    .filter((t) => isFinal(t.status) && find(after, 'task', t.id) !== t)
    .map((t) => `${t.id} was ${t.status}, and has changed since.`);
}
