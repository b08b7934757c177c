import { z } from 'zod';
import { knownYears, mostYears } from '../../domain/account/holidays.ts';
import { PlainDate } from '../values.ts';

const code = z.string().trim().min(1, { error: 'must not be empty' }).max(20);
const CountryCode = code.meta({ description: 'ISO 3166-1, e.g. `NL`: see GET /v1/holidays/countries.' });
const RegionCode = code.meta({
  description: 'One of the country’s, e.g. `BY` of DE. Absent: what all of it has.',
});

const year = z.int().min(knownYears.from).max(knownYears.to);
/** The public holidays of a country for a calendar. */
export const HolidaysOf = z
  .strictObject({
    country: CountryCode,
    region: RegionCode.optional(),
    from: year.meta({ description: 'The first year.' }),
    to: year.meta({ description: `The last year; ${mostYears} years at most.` }),
    except: z
      .array(PlainDate)
      .max(100)
      .optional()
      .meta({ description: 'Holidays on which there are working hours all the same.' }),
  })
  .meta({ id: 'HolidaysOf' });

export const Holiday = z.object({ date: PlainDate, name: z.string() }).meta({ id: 'Holiday' });
export const Country = z
  .object({
    country: z.string(),
    name: z.string(),
    regions: z.array(z.object({ region: z.string(), name: z.string() })),
  })
  .meta({ id: 'Country' });

const yearOfQuery = z.coerce
  .number({ error: 'must be a year' })
  .int()
  .min(knownYears.from, { error: `must be ${knownYears.from} at least` })
  .max(knownYears.to, { error: `must be ${knownYears.to} at most` })
  .meta({ type: 'integer', minimum: knownYears.from, maximum: knownYears.to });
export const holidaysAsked = {
  country: CountryCode,
  region: z.preprocess((region) => region || undefined, RegionCode.optional()).meta({ type: 'string' }),
  from: yearOfQuery,
  to: yearOfQuery,
};
