import type { ActingName, RoleName } from './person/team.entity.ts';
import { Forbidden } from './problem.ts';

/** On whose behalf something is read or done: one person acting in one account, or the product itself on an account's behalf. */
export type Viewer = {
  readonly accountId: string;
  /** Absent: the product itself, driving the account's processes. */
  readonly personId: string | null;
  readonly roles: ReadonlySet<ActingName>;
  readonly teamIds: readonly string[];
  /** Stands for whoever it may be: confidential work is shown to him as to the team that has it. */
  readonly everyTeam?: true;
};

/** The product itself, driving the processes of one account. */
export function driver(accountId: string): Viewer {
  return { accountId, personId: null, roles: new Set(), teamIds: [] };
}

/** With any of these somebody sees all work of the account. */
export const seeingWork: readonly RoleName[] = ['specialist', 'account_admin', 'auditor'];

/** May see all work of the account; others see only what involves them. */
export const seesWork = (viewer: Viewer) => viewer.personId === null || hasAny(viewer, seeingWork);

/** His stay has not begun: he sees what is asked of him, and nothing else of the account or its directory. */
export const isEarly = (viewer: Viewer) => viewer.roles.has('pre_hire');

/** May do work of the account. */
export const doesWork = (viewer: Viewer) => viewer.roles.has('specialist') || viewer.roles.has('account_admin');

export const hasAny = (viewer: Viewer, roles: readonly RoleName[]) => roles.some((role) => viewer.roles.has(role));

export function demand(viewer: Viewer, ...roles: RoleName[]): void {
  if (viewer.personId !== null && !hasAny(viewer, roles)) {
    throw new Forbidden(
      `This needs the role ${roles.join(' or ')} in the account you act in. Ask its account administrator.`,
    );
  }
}

/** The acting person; programs that drive processes are none. */
export function person(viewer: Viewer): string {
  if (viewer.personId === null) throw new Forbidden('This is done by a person.');
  return viewer.personId;
}
