import type pg from 'pg';
import { setViewer } from '../../support/viewer.ts';
import { rolesOf } from '../model/context.ts';
import type { AnyRecord, Id, RecordType } from '../model/records/index.ts';
import { ownersOf, view } from '../model/view.ts';
import { roleNames, scopes } from '../model/words.ts';
import { all, type Ctx, type World } from '../model/world.ts';
import { uuidOf } from './ids.ts';

/** Tables whose rows are records of the model. */
export const tables: { readonly [T in RecordType]?: string } = {
  account: 'account',
  trust: 'trust',
  person: 'person',
  organization: 'organization',
  site: 'site',
  team: 'team',
  service: 'service',
  offering: 'service_offering',
  process: 'process',
  task: 'task',
  approval: 'approval',
  note: 'note',
  token: 'access_token',
};

/** The ids that a plain `select` answers the role of the API in the name of the context, by type. */
export async function rowsShown(bare: pg.Client, ctx: Ctx): Promise<ReadonlyMap<RecordType, ReadonlySet<string>>> {
  await bare.query('begin');
  await setViewer(bare, uuidOf(ctx.account), uuidOf(ctx.person));
  const parts = Object.entries(tables).map(([type, table]) => `select '${type}' as type, id::text as id from ${table}`);
  const { rows } = await bare.query<{ type: RecordType; id: string }>(parts.join(' union all '));
  await bare.query('commit');
  return new Map(
    Object.keys(tables).map((type) => [
      type as RecordType,
      new Set(rows.filter((row) => row.type === type).map(({ id }) => id)),
    ]),
  );
}

/**
 * What row level security may show the context: records of the account itself, of oneself, and what somebody of the
 * account is shown by the model, whatever his roles. What of it which role reads is for the domain to decide.
 */
export function mayShowRow(w: World, ctx: Ctx, r: AnyRecord): boolean {
  if (r.type === 'token') return r.personId === ctx.person;
  if (ownersOf(w, r).includes(ctx.account)) return true;
  const people = new Set([ctx.person, ...peopleOf(w, ctx.account)]);
  return [...people].some((person) => view(w, { ...ctx, person, roles: roleNames, scopes }, r) !== undefined);
}

const peopleOf = (w: World, account: Id): readonly Id[] =>
  all(w, 'person')
    .map(({ id }) => id)
    .filter((id) => rolesOf(w, id, account).length > 0);
