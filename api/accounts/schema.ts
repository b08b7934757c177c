import { z } from 'zod';
import { accountKinds } from '../../domain/account/account.entity.ts';
import { AccountName, Id, Instant, PlainDate, text } from '../values.ts';

const Minutes = z.int().min(0).max(1440);

/** Whether it makes sense as a whole is the domain's to say. */
export const Calendar = z
  .strictObject({
    zone: z.string().min(1).max(100).meta({ description: 'IANA time zone, e.g. `Europe/Amsterdam`.' }),
    week: z
      .array(z.array(z.tuple([Minutes, Minutes])).max(48))
      .length(7, { error: 'must have seven days, Monday first' })
      .meta({ description: 'Monday to Sunday; each a list of [from, to) in minutes since midnight.' }),
    holidays: z.array(PlainDate).max(2000),
  })
  .meta({ id: 'Calendar' });

/** `own` fields are there for the account one acts in only. */
export const Account = AccountName.extend({
  own: z.boolean(),
  kind: z.enum(accountKinds).optional(),
  directoryId: Id.nullable().optional(),
  calendar: Calendar.optional(),
  roles: z.array(z.string()).optional().meta({ description: 'Roles of templates that the account fills.' }),
  createdAt: Instant.optional(),
}).meta({ id: 'Account' });

export const AccountChange = z.object({ name: text(200).optional(), calendar: Calendar.optional() });
