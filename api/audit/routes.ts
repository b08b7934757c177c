import { z } from 'zod';
import { type AuditFilter, allEntries, auditEntries, type AuditEntry as Entry } from '../../domain/audit/entries.ts';
import { csvOf } from '../csv.ts';
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

/** What is asked for of the log. */
const narrowing = {
  kind: z.string().min(1).max(50).optional().meta({ description: 'Of record, e.g. `task`.' }),
  record: Id.optional(),
  action: z.string().min(1).max(50).optional().meta({ description: 'What was done, e.g. `accepted`.' }),
  person: Id.optional().meta({ description: 'Whoever did it, of the account you act in.' }),
  from: Instant.optional(),
  to: Instant.optional(),
};
type Narrowing = z.output<z.ZodObject<typeof narrowing>>;

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
    query: { ...paged, ...narrowing },
    response: pageOf(AuditEntry),
    handler: ({ query, read }) => {
      const { perPage, cursor, ...narrowed } = query;
      const [before] = placeOf(cursor, [Id]) ?? [];
      return read(async (door) =>
        toPage(await auditEntries(door, filterOf(narrowed), before, perPage + 1), perPage, ({ id }) => [id], present),
      );
    },
  }),
  route({
    method: 'GET',
    path: '/v1/audit/export',
    summary: 'Who did what, as a table',
    description:
      'All of `GET /v1/audit` that fits, as CSV, the newest first; at most 10,000 entries. What a spreadsheet would take for a formula begins with an apostrophe.',
    policy: 'member',
    may: { own: ['account_admin', 'auditor'] },
    query: narrowing,
    content: 'text/csv',
    handler: ({ query, http, read }) =>
      read(async (door) => {
        const entries = await allEntries(door, filterOf(query));
        http.set({ 'Content-Disposition': 'attachment; filename="audit.csv"', 'Cache-Control': 'private, no-store' });
        return csvOf(columns, entries.map(toRow));
      }),
  }),
];

const columns = ['at', 'action', 'kind', 'record', 'person', 'account', 'product', 'changes', 'id'] as const;

function toRow({ id, at, action, record, by, changes }: Entry) {
  return {
    ...{ id, action, kind: record.kind, record: record.id },
    at: at.toISOString(),
    person: by.person?.name ?? '',
    account: by.account?.handle ?? '',
    product: by.product ? 'yes' : 'no',
    changes: JSON.stringify(changes),
  };
}

function filterOf({ kind, record, person, action, from, to }: Narrowing): AuditFilter {
  return {
    recordKind: kind,
    recordId: record,
    actorId: person,
    action,
    from: from === undefined ? undefined : new Date(from),
    to: to === undefined ? undefined : new Date(to),
  };
}

function present({ at, record, by, changes, ...entry }: Entry): z.input<typeof AuditEntry> {
  return {
    ...entry,
    at: at.toISOString(),
    record: { ...record },
    changes,
    by: { ...by, person: by.person && { ...by.person }, account: by.account && { ...by.account } },
  };
}
