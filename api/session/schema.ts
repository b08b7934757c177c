import { z } from 'zod';
import { actingNames } from '../../domain/person/team.entity.ts';
import { AccountName, Branding, Id, Named } from '../values.ts';

export const Credentials = z.object({ email: z.string().min(1).max(320), password: z.string().min(1).max(1000) });

/** OpenID providers as everybody may know of them. */
export const Providers = z
  .object({ items: z.array(z.object({ name: z.string(), title: z.string().nullable() })), unlisted: z.boolean() })
  .meta({ id: 'Providers' });

/** Whoever is signed in. */
export const Me = z
  .object({
    person: z.object({ id: Id, name: z.string(), email: z.string().nullable(), title: z.string() }),
    accounts: z
      .array(
        AccountName.extend({
          branding: Branding,
          zone: z.string().meta({ description: 'IANA time zone in which its hours and days are meant.' }),
          roles: z.array(z.enum(actingNames)),
          teams: z.array(Named),
        }),
      )
      .meta({ description: 'The accounts to act in; name one in X-Account.' }),
  })
  .meta({ id: 'Me' });
export type MeView = z.infer<typeof Me>;
