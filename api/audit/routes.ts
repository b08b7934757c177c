import { z } from 'zod';
import { auditEntries, type AuditEntry as Entry } from '../../domain/audit/entries.ts';
import { paged, pageOf, placeOf, toPage } from '../page.ts';
import { route } from '../route.ts';
import { AnyObject, Id, Instant } from '../values.ts';

const AuditEntry = z
  .object({
    id: Id,
    at: Instant,
    record: z.object({ kind: z.string(), id: Id }),
    action: z.string(),
    changes: AnyObject,
    by: z
      .object({
        person: z.object({ id: Id.nullable(), name: z.string() }).nullable(),
        account: z.object({ handle: z.string(), name: z.string().nullable() }).nullable(),
        product: z.boolean().meta({ description: 'Accord itself, on the account’s behalf.' }),
      })
      .meta({ description: 'Of people of other accounts the id is not told.' }),
  })
  .meta({ id: 'AuditEntry' });

export const audit = [
  route({
    method: 'GET',
    path: '/v1/audit',
    summary: 'Who did what',
    description:
      'To records of the account you act in, what its people did to records of others, and what those did to tasks they have ' +
      'given it, while it is shown them; the newest first. For auditors and account administrators.',
    policy: 'member',
    may: { own: ['account_admin', 'auditor'] },
    query: {
      ...paged,
      kind: z.string().min(1).max(50).optional().meta({ description: 'Of record, e.g. `task`.' }),
      record: Id.optional(),
      person: Id.optional().meta({ description: 'Whoever did it, of the account you act in.' }),
      from: Instant.optional(),
      to: Instant.optional(),
    },
    response: pageOf(AuditEntry),
    handler: ({ query, read }) => {
      const { perPage, cursor, kind, record, person, from, to } = query;
      const [before] = placeOf(cursor, [Id]) ?? [];
      const filter = {
        recordKind: kind,
        recordId: record,
        actorId: person,
        from: from === undefined ? undefined : new Date(from),
        to: to === undefined ? undefined : new Date(to),
      };
      return read(async (door) =>
        toPage(await auditEntries(door, filter, before, perPage + 1), perPage, ({ id }) => [id], present),
      );
    },
  }),
];

function present({ at, record, by, changes, ...entry }: Entry): z.input<typeof AuditEntry> {
  return {
    ...entry,
    at: at.toISOString(),
    record: { ...record },
    changes,
    by: { ...by, person: by.person && { ...by.person }, account: by.account && { ...by.account } },
  };
}
