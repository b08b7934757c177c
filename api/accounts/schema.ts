import { z } from 'zod';
import { accountKinds } from '../../domain/account/account.entity.ts';
import { mostBytes } from '../../domain/account/logo.ts';
import { isZone } from '../../plan/zone.ts';
import { HolidaysOf } from '../holidays/schema.ts';
import { AccountName, Branding, Id, Instant, PlainDate, text } from '../values.ts';

const Begins = z.int().min(0).max(1439);
const Ends = z.int().min(1).max(2879);

const Week = z
  .array(z.array(z.tuple([Begins, Ends])).max(48))
  .length(7, { error: 'must have seven days, Monday first' });

const fields = {
  zone: z.string().min(1).max(100).meta({ description: 'IANA time zone, e.g. `Europe/Amsterdam`.' }),
  week: Week.meta({
    description:
      'Monday to Sunday; each a list of [from, to) in minutes since its midnight; above 1440 they last past the next.',
  }),
  later: z
    .array(z.strictObject({ from: PlainDate, week: Week }))
    .max(100)
    .exactOptional()
    .meta({ description: 'Other weeks, each from the beginning of a day on; the dates ascend.' }),
  holidays: z.array(PlainDate).max(2000),
};
const required = ['zone', 'week', 'holidays'];
/** Whether it makes sense as a whole is the domain's to say. */
export const Calendar = z.strictObject(fields).meta({ id: 'Calendar', required });
/** As it is set: what is kept has dates only. */
export const NewCalendar = z
  .strictObject({
    ...fields,
    holidaysOf: HolidaysOf.exactOptional().meta({
      description: 'Public holidays of a country, which are added to `holidays` as they are known now.',
    }),
  })
  .meta({ id: 'NewCalendar', required });

/** `own` fields are there for the account one acts in only. */
export const Account = AccountName.extend({
  branding: Branding,
  own: z.boolean(),
  kind: z.enum(accountKinds).optional(),
  directoryId: Id.nullable().optional(),
  calendar: Calendar.optional(),
  roles: z.array(z.string()).optional().meta({ description: 'Roles of templates that the account fills.' }),
  confidential: z.boolean().optional(),
  createdAt: Instant.optional(),
}).meta({ id: 'Account' });

const Colour = z
  .string()
  .regex(/^#[0-9a-f]{6}$/i, { error: 'must be a colour such as #1a73e8' })
  .toLowerCase()
  .meta({ description: '`#rrggbb`, dark enough for white text: a contrast of 4.5:1. Null: none.' });

export const AccountChange = z.object({
  name: text(200).optional(),
  calendar: NewCalendar.optional(),
  confidential: z.boolean().optional().meta({ description: 'Whether its work is seen by the team that has it only.' }),
  branding: z.strictObject({ colour: Colour.nullable() }).optional(),
});

export const NewLogo = z.object({
  image: z
    .base64({ error: 'must be base64' })
    .max(Math.ceil(mostBytes / 3) * 4, { error: 'is too large: 100 kB are allowed' })
    .meta({ description: 'A PNG, JPEG or WebP of at most 100 kB and 1024 by 1024 pixels, as base64.' }),
});

export const NewAccount = z.strictObject({
  handle: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{1,62}$/, { error: 'must be 2 to 63 lower case letters, digits or hyphens' })
    .meta({ description: 'Unique; a support domain’s begins with its directory’s: `fernhill-hr`.' }),
  name: text(200),
  calendar: NewCalendar.optional(),
  zone: z
    .string()
    .max(100)
    .refine(isZone, { error: 'must be a time zone such as Europe/Amsterdam' })
    .optional()
    .meta({ description: 'Instead of a calendar: nine to five there, or the directory’s hours.' }),
  roles: z
    .array(z.string().regex(/^[a-z][a-z0-9_-]{0,49}$/, { error: 'must be the name of a role' }))
    .max(20)
    .optional()
    .meta({ description: 'Roles of templates that the account fills, e.g. `hr`.' }),
  confidential: z.boolean().optional().meta({ description: 'By default where it fills the role `hr`.' }),
});
