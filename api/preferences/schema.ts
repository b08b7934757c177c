import { z } from 'zod';
import { languages, themes } from '../../domain/access/own.entity.ts';
import { isZone } from '../../plan/zone.ts';

/** How somebody has everything shown to him. */
export const Preferences = z
  .strictObject({
    language: z.enum(languages).nullable().meta({ description: 'Null: what the browser says.' }),
    zone: z
      .string()
      .max(64)
      .refine(isZone, { error: 'must be a time zone such as Europe/Amsterdam' })
      .nullable()
      .meta({ description: 'An IANA time zone; null: that of the browser.' }),
    theme: z.enum(themes).meta({ description: '`auto`: what the browser says.' }),
    shortcuts: z.boolean().meta({ description: 'Whether single keys do something.' }),
  })
  .meta({ id: 'Preferences' });
