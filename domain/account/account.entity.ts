import { defineEntity, p } from '@mikro-orm/postgresql';
import type { Calendar } from '../../plan/plan.ts';

export const accountKinds = ['standard', 'directory', 'support_domain'] as const;

const AccountSchema = defineEntity({
  name: 'Account',
  properties: {
    id: p.uuid().primary(),
    handle: p.string(),
    name: p.string(),
    kind: p.enum(accountKinds),
    /** The directory account whose people, organizations and sites a support domain shares. */
    directoryId: p.uuid().nullable(),
    /** Working week of the account: `due` and `notBefore` of its processes count in it. */
    calendar: p.json<Calendar>(),
    /** Names of template roles that this account fills, e.g. `hr`. */
    roles: p.array(),
    /** Its work is seen by the team that has it, not by every specialist. */
    confidential: p.boolean().default(false),
    /** `#rrggbb`, in small letters; white can be read on it. */
    colour: p.string().nullable(),
    logoHash: p.string().nullable(),
    nextProcessNumber: p.integer().default(1),
    createdAt: p.datetime().onCreate(() => new Date()),
  },
});

/** A segregated environment with its own people, services, data and rules. */
export class Account extends AccountSchema.class {}
AccountSchema.setClass(Account);
