import { z } from 'zod';
import type { Json, JsonObject } from '../plan/plan.ts';

/** Values that occur in many schemas. */
export const Id = z.uuid({ error: 'must be an id' }).toLowerCase();
export const Instant = z.iso
  .datetime({ error: 'must be an instant such as 2027-03-01T08:00:00.000Z' })
  .meta({ description: 'ISO 8601 in UTC.' });
export const PlainDate = z.iso.date({ error: 'must be a date such as 2027-03-01' });
/** Of a template. */
export const PlanHash = z.string().regex(/^[0-9a-f]{64}$/, { error: 'must be the hash of a version' });
export const Version = z.int().meta({ description: 'Counts changes; `If-Match: "3"` makes sure that it is still 3.' });

/** Any JSON: what it must look like is said elsewhere, as in a template. */
export const AnyJson = z
  .unknown()
  .refine((value) => value !== undefined, { error: 'is missing' })
  .meta({ description: 'Any JSON.' }) as unknown as z.ZodType<Json>;
export const AnyObject = z.looseObject({}).meta({ description: 'A JSON object.' }) as unknown as z.ZodType<JsonObject>;

/** Another record, shown by its name. */
export const Named = z.object({ id: Id, name: z.string() }).meta({ id: 'Named' });
export type Named = z.infer<typeof Named>;
/** An account as it is shown to others. */
export const AccountName = z.object({ id: Id, handle: z.string(), name: z.string() }).meta({ id: 'AccountName' });

/** How an account looks. */
export const Branding = z
  .object({
    colour: z.string().nullable().meta({ description: '`#rrggbb`; white text can be read on it.' }),
    logo: z.string().nullable().meta({ description: 'Address of the picture, as the account you act in sees it.' }),
  })
  .meta({ id: 'Branding' });

/** Text people write: trimmed, not empty. */
export const text = (most: number) =>
  z
    .string()
    .trim()
    .min(1, { error: 'must not be empty' })
    .max(most, { error: `must have at most ${most} characters` });

/** Part of a text that is shown in a list, whatever its case. */
export const searched = z.string().trim().min(1, { error: 'must not be empty' }).max(100).optional();

/** Several values in one parameter: `status=assigned,in_progress`. */
export const oneOrMore = <const V extends readonly string[]>(values: V) =>
  z
    .string()
    .transform((list) => [...new Set(list.split(','))])
    .pipe(z.array(z.enum(values, { error: `must be one or more of ${values.join(', ')}` })))
    .meta({ type: 'string', description: `One or more of ${values.join(', ')}, separated by commas.` });

export const yesOrNo = z
  .enum(['true', 'false'])
  .transform((value) => value === 'true')
  .meta({ type: 'boolean' });

export const instantOrNull = (date: Date | null | undefined): string | null => date?.toISOString() ?? null;
