import { defineEntity, p } from '@mikro-orm/postgresql';

const TeamSchema = defineEntity({
  name: 'Team',
  properties: { id: p.uuid().primary(), accountId: p.uuid(), name: p.string(), coordinatorId: p.uuid().nullable() },
});
export class Team extends TeamSchema.class {}
TeamSchema.setClass(Team);

const TeamMemberSchema = defineEntity({
  name: 'TeamMember',
  properties: { teamId: p.uuid().primary(), personId: p.uuid().primary(), accountId: p.uuid() },
});
export class TeamMember extends TeamMemberSchema.class {}
TeamMemberSchema.setClass(TeamMember);

export const roleNames = [
  'end_user',
  'key_contact',
  'specialist',
  'designer',
  'account_admin',
  'directory_admin',
  'auditor',
] as const;
/** What an account gives. */
export type RoleName = (typeof roleNames)[number];
/** What somebody acts as: `pre_hire`, given by nobody, is all that he is before his stay begins. */
export const actingNames = [...roleNames, 'pre_hire'] as const;
export type ActingName = (typeof actingNames)[number];

const RoleSchema = defineEntity({
  name: 'Role',
  properties: {
    accountId: p.uuid().primary(),
    personId: p.uuid().primary(),
    name: p.enum(roleNames).primary(),
    grantedAt: p.datetime().onCreate(() => new Date()),
    /** Across which trust it is lent to somebody of the other side. */
    trustId: p.uuid().nullable(),
  },
});
/** What a person may do in an account. */
export class Role extends RoleSchema.class {}
RoleSchema.setClass(Role);
