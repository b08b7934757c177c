import { z } from 'zod';
import { foundAccount } from '../../domain/account/create.ts';
import { withHolidays } from '../../domain/account/holidays.ts';
import { NewAccount } from '../accounts/schema.ts';
import { route } from '../route.ts';
import { Id, text } from '../values.ts';

export const operatorAccounts = [
  route({
    method: 'POST',
    path: '/v1/operator/accounts',
    summary: 'Found an account and its first administrator',
    description:
      'For operators: HTTP basic authentication as `operator`; not there where no ACCORD_OPERATOR_PASSWORD is set. The ' +
      'password of the administrator is shown this once.',
    policy: 'operator',
    body: NewAccount.extend({
      kind: z.enum(['standard', 'directory', 'support_domain']),
      directory: z
        .string()
        .max(63)
        .optional()
        .meta({ description: 'Of a support domain: the handle of its directory.' }),
      administrator: z.strictObject({ name: text(200), email: z.email({ error: 'must be a mail address' }).max(320) }),
    }),
    response: z.object({
      id: Id,
      administratorId: Id,
      password: z.string().optional().meta({ description: 'Absent for somebody who was there already.' }),
    }),
    status: 201,
    handler: async ({ body, parts }) => foundAccount(parts.store, await withHolidays(body)),
  }),
];
