import { defineEntity, p } from '@mikro-orm/postgresql';

const VisibilitySchema = defineEntity({
  name: 'Visibility',
  properties: {
    accountId: p.uuid().primary(),
    recordId: p.uuid().primary(),
    /** The team or person it is shown to. */
    holderId: p.uuid().primary(),
    why: p.enum(['assigned', 'approver'] as const),
    ownerId: p.uuid(),
    processId: p.uuid(),
    trustId: p.uuid().nullable(),
    teamId: p.uuid().nullable(),
    /** Who has taken it, or is asked; absent = any member of the team. */
    personId: p.uuid().nullable(),
    since: p.datetime(),
    until: p.datetime().nullable(),
    open: p.boolean(),
    /** Brought to its end by this account: it keeps it when the trust ends. */
    kept: p.boolean().default(false),
    /** Seen there by that team or person only. */
    confidential: p.boolean().default(false),
    due: p.datetime(),
  },
});
/** Who sees a task besides its owner, and why; the inbox is a range of it. */
export class Visibility extends VisibilitySchema.class {}
VisibilitySchema.setClass(Visibility);
