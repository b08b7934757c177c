import type pg from 'pg';
import { setViewer } from '../../support/viewer.ts';
import { rolesOf } from '../model/context.ts';
import type { AnyRecord, Audit, Id, RecordType } from '../model/records/index.ts';
import { ownersOf, view } from '../model/view.ts';
import { roleNames, scopes } from '../model/words.ts';
import { all, type Ctx, type World } from '../model/world.ts';
import { uuidOf } from './ids.ts';
import { planHash } from './plan-of.ts';

type Table = {
  readonly table: string;
  /** A column that the role of the API may write. */
  readonly written?: string;
};

/** Tables whose rows are records of the model. */
export const tables: { readonly [T in RecordType]?: Table } = {
  account: { table: 'account', written: 'name' },
  trust: { table: 'trust', written: 'version' },
  person: { table: 'person', written: 'phone' },
  organization: { table: 'organization', written: 'name' },
  site: { table: 'site', written: 'name' },
  team: { table: 'team', written: 'name' },
  service: { table: 'service', written: 'description' },
  offering: { table: 'service_offering', written: 'ends_on' },
  process: { table: 'process', written: 'reason' },
  task: { table: 'task', written: 'reason' },
  approval: { table: 'approval', written: 'reason' },
  note: { table: 'note' },
  token: { table: 'access_token', written: 'last_used_at' },
};

/** Of a link between records, who may read its row. */
type Link = { readonly key: string; readonly may: boolean };

/** Tables whose rows only connect records: what names a row, and the rows of a world with whether the context may read each. */
export const links: {
  readonly [table: string]: readonly [key: string, rows: (w: World, ctx: Ctx) => readonly Link[]];
} = {
  role: [
    `account_id || ' ' || person_id || ' ' || name`,
    (w, { account, person }) =>
      w.role.map((r) => ({
        key: `${uuidOf(r.accountId)} ${uuidOf(r.personId)} ${r.name}`,
        may: r.accountId === account || r.personId === person,
      })),
  ],
  team_member: [
    `team_id || ' ' || person_id`,
    (w, { account }) =>
      w.team.flatMap((t) =>
        t.members.map((p) => ({ key: `${uuidOf(t.id)} ${uuidOf(p)}`, may: t.accountId === account })),
      ),
  ],
  trust_team: [
    `trust_id || ' ' || team_id`,
    (w, ctx) =>
      w.trust.flatMap((t) =>
        t.grants.flatMap(({ teams }) =>
          teams.map((team) => ({ key: `${uuidOf(t.id)} ${uuidOf(team)}`, may: sides(t, ctx) })),
        ),
      ),
  ],
  trust_offering: [
    `trust_id || ' ' || offering_id`,
    (w, ctx) =>
      w.trust.flatMap((t) =>
        t.offers.map(({ offeringId }) => ({ key: `${uuidOf(t.id)} ${uuidOf(offeringId)}`, may: sides(t, ctx) })),
      ),
  ],
  trust_grant: [
    `trust_id || ' ' || capability || ' ' || account_id`,
    (w, ctx) =>
      w.trust.flatMap((t) =>
        t.grants.map((g) => ({ key: `${uuidOf(t.id)} ${g.capability} ${uuidOf(g.by)}`, may: sides(t, ctx) })),
      ),
  ],
  withheld: [
    'record_id::text',
    (w, { account }) => w.task.map((t) => ({ key: uuidOf(t.id), may: t.accountId === account })),
  ],
  visibility: [
    `account_id || ' ' || record_id`,
    (w, { account }) =>
      w.task.flatMap((t) =>
        w.account.map((a) => ({ key: `${uuidOf(a.id)} ${uuidOf(t.id)}`, may: [a.id, t.accountId].includes(account) })),
      ),
  ],
  audit: ['id::text', (w, ctx) => w.audit.map((a) => ({ key: uuidOf(a.id), may: mayReadEntry(w, ctx, a) }))],
  plan: ['hash', (w, { account }) => w.process.map((p) => ({ key: planHash(w, p), may: p.accountId === account }))],
  session: ['person_id::text', (w, { person }) => w.person.map(({ id }) => ({ key: uuidOf(id), may: id === person }))],
  stray_invitation: [
    'id::text',
    (w, { account }) => w.trust.map((t) => ({ key: uuidOf(t.id), may: t.invitedById === account })),
  ],
};

const sides = (t: { readonly trustingId: Id | null; readonly trustedId: Id | null }, { account }: Ctx) =>
  t.trustingId === account || t.trustedId === account;

/** Of the account's own records, by its people, and about tasks that it is shown. What of an entry is shown is the domain's. */
function mayReadEntry(w: World, ctx: Ctx, a: Audit): boolean {
  const note = a.recordType === 'note' ? w.note.find((n) => n.id === a.recordId) : undefined;
  const about = [...w.task, ...w.process].find(({ id }) => id === (note?.parentId ?? a.recordId));
  const owners = [a.accountId, a.actorAccountId, note?.kind === 'public' ? about?.accountId : undefined];
  return (
    owners.includes(ctx.account) || (about?.type === 'task' && note?.kind !== 'internal' && mayShowRow(w, ctx, about))
  );
}

/** Runs statements as the role of the API in the name of the context, and undoes what they do. */
export async function asContext<T>(bare: pg.Client, ctx: Ctx, work: () => Promise<T>): Promise<T> {
  await bare.query('begin');
  try {
    await setViewer(bare, uuidOf(ctx.account), uuidOf(ctx.person));
    return await work();
  } finally {
    await bare.query('rollback');
  }
}

/** The keys that statements answer, by the name that each gives itself. */
export async function keysOf(bare: pg.Client, statements: { readonly [name: string]: string }) {
  const parts = Object.entries(statements).map(
    ([name, sql]) => `select '${name}' as name, key from (${sql}) as rows(key)`,
  );
  const { rows } = await bare.query<{ name: string; key: string }>(parts.join(' union all '));
  return new Map(
    Object.keys(statements).map((name) => [name, new Set(rows.flatMap((row) => (row.name === name ? row.key : [])))]),
  );
}

/**
 * What row level security may show the context: records of the account itself, of oneself, and what somebody of the
 * account is shown by the model, whatever his roles. What of it which role reads is for the domain to decide.
 */
export function mayShowRow(w: World, ctx: Ctx, r: AnyRecord): boolean {
  const key = `${ctx.person} ${ctx.account} ${r.id}`;
  const known = answers.get(w) ?? new Map<string, boolean>();
  answers.set(w, known);
  const may = known.get(key) ?? shows(w, ctx, r);
  known.set(key, may);
  return may;
}

/** The same is asked of one world again and again. */
const answers = new WeakMap<World, Map<string, boolean>>();

function shows(w: World, ctx: Ctx, r: AnyRecord): boolean {
  if (r.type === 'token') return r.personId === ctx.person;
  if (ownersOf(w, r).includes(ctx.account)) return true;
  return anybodyIn(w, ctx).some((one) => view(w, one, r) !== undefined);
}

/** Everybody of the account, as if he had every role. */
export const anybodyIn = (w: World, ctx: Ctx): readonly Ctx[] =>
  [...new Set([ctx.person, ...peopleOf(w, ctx.account)])].map((person) => ({
    ...ctx,
    person,
    roles: roleNames,
    scopes,
  }));

/** Rows that may be written are those of the account, and tasks and votes that it is shown. */
export const mayWriteRow = (w: World, ctx: Ctx, r: AnyRecord): boolean =>
  r.type === 'task' || r.type === 'approval' || r.type === 'token'
    ? mayShowRow(w, ctx, r)
    : ownersOf(w, r).includes(ctx.account) || r.id === ctx.person;

const peopleOf = (w: World, account: Id): readonly Id[] =>
  all(w, 'person')
    .map(({ id }) => id)
    .filter((id) => rolesOf(w, id, account).length > 0);
