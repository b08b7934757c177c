import { hasRole, type Me, type Membership } from '../../client/me.ts';
import type { WholeTask } from './queries.ts';

type Working = Pick<WholeTask, 'assigned' | 'category'>;

/** Whether this person may work the task in this account, as the API has it: by a role, or because it is his by name. */
export function worksOn({ assigned, category }: Working, membership: Membership | undefined, me: Me): boolean {
  if (!membership || category !== 'implementation' || assigned?.account.handle !== membership.handle) return false;
  return assigned.member === me.person.name || (doesWork(membership) && assigned.team !== null);
}

/**
 * Which notes this person may write on the task. Who does the account's work, all; who only looks on, none; whoever else
 * sees it does so because it is asked of him, and says what all may read. Asked for a vote across a trust one writes none.
 */
export function notesOf(task: Pick<WholeTask, 'category' | 'owner'>, membership: Membership | undefined) {
  const { handle } = membership ?? {};
  if (!membership || (task.category === 'approval' && task.owner.handle !== handle)) return [];
  if (doesWork(membership)) return ['internal', 'public'] as const;
  return hasRole(membership, 'auditor') ? [] : (['public'] as const);
}

const doesWork = (membership: Membership) => hasRole(membership, 'specialist', 'account_admin');
