import { type RoleName, roleNames } from '../person/team.entity.ts';

/** What a trust may allow beyond itself. */
export type CapabilityRule = {
  /** Whose data is disclosed or whose labour is spent; `either`: each side for what is its own. */
  readonly grantor: 'trusting' | 'trusted' | 'either';
  /** What is said with it. `teams` and `offerings` have lists of their own in the trust. */
  readonly takes: 'nothing' | 'teams' | 'offerings' | 'roles' | { readonly levels: readonly string[] };
  /** Labour is asked only at the act: what was handed over stays. What is disclosed is asked at every read. */
  readonly checked: 'act' | 'read' | 'read and act';
  /** Ends "it lets the other side …". */
  readonly says: string;
};

/** All are off until granted, and a new trust begins with none. Adding one is an entry here, and its effect where it is asked. */
export const capabilities = {
  offer: {
    grantor: 'trusted',
    takes: 'offerings',
    checked: 'read and act',
    says: 'see the offerings, and use those it accepts',
  },
  assign_tasks: {
    grantor: 'trusted',
    takes: 'teams',
    checked: 'act',
    says: 'have its processes assign tasks to the teams listed',
  },
  assign_approvals: {
    grantor: 'either',
    takes: { levels: ['key_contacts', 'anyone'] },
    checked: 'act',
    says: 'have its processes ask our people for approvals',
  },
  share_contact: {
    grantor: 'trusting',
    takes: 'nothing',
    checked: 'read',
    says: 'read mail address and phone number of the people its tasks are about',
  },
  share_plan: {
    grantor: 'trusting',
    takes: 'nothing',
    checked: 'read',
    says: 'read title, status and dates of the other tasks of a process it works for',
  },
  share_workflow_notes: {
    grantor: 'trusting',
    takes: 'nothing',
    checked: 'read',
    says: 'read the public notes on a process it works for',
  },
  show_specialists: {
    grantor: 'trusted',
    takes: 'nothing',
    checked: 'read',
    says: 'see which person works a task, instead of the team alone',
  },
  roles: {
    grantor: 'either',
    takes: 'roles',
    checked: 'read and act',
    says: 'give its own people the roles listed, in our account',
  },
} as const satisfies { readonly [name: string]: CapabilityRule };

export type Capability = keyof typeof capabilities;
/** Granted one by one, each with what is said with it. */
export type Grantable = Exclude<Capability, 'offer' | 'assign_tasks'>;
export const grantables = (Object.keys(capabilities) as Capability[]).filter(
  (name): name is Grantable => !['teams', 'offerings'].includes(capabilities[name].takes as string),
);

/** What is said with a grant; nothing with most. */
export type GrantValue = { readonly level?: string; readonly roles?: readonly RoleName[] };

/** A directory's own role is not lent. */
export const lendable: readonly RoleName[] = roleNames.filter((name) => name !== 'directory_admin');
