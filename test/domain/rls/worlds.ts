import pg from 'pg';
import { newId } from '../../../domain/id.ts';
import { type FreshDatabase, freshDatabase } from '../../stack/database.ts';
import { setViewer } from '../../support/viewer.ts';
import { accessRows } from './access-rows.ts';
import { agreementRows } from './agreement-rows.ts';

/**
 * Two accounts that have nothing to do with each other; each holds a row in every table and has a counterparty of its
 * own, which none of these tests is about.
 */
export type Worlds = {
  readonly here: World;
  readonly there: World;
  /** Past row level security. */
  readonly owner: pg.Client;
  /** Acts as a role of the application, in the name of a world or of nobody, in a transaction that is undone. */
  readonly as: (role: Role, viewer: World | undefined, work: (client: pg.Client) => Promise<void>) => Promise<void>;
  readonly close: () => Promise<void>;
};
export type Role = 'api' | 'worker';

export async function twoWorlds(): Promise<Worlds> {
  const database: FreshDatabase = await freshDatabase();
  const owner = await connect(database.ownerUrl);
  return {
    here: await world(owner, 'here'),
    there: await world(owner, 'there'),
    owner,
    as: (role, viewer, work) => acting(database.urls[role], viewer, work),
    close: async () => {
      await owner.end();
      await database.drop();
    },
  };
}

export type Row = { readonly table: string; readonly key: string; readonly mark: string };
/** Ids by what they stand for, and a row of every table. */
export type World = { readonly id: Readonly<Record<(typeof names)[number], string>>; readonly rows: readonly Row[] };

/** One row in every table for an account of its own. */
async function world(owner: pg.Client, name: string): Promise<World> {
  const id = Object.fromEntries(names.map((each) => [each, newId()])) as Record<(typeof names)[number], string>;
  const rows: Row[] = [];
  const put = async (table: string, values: Record<string, unknown>, key = Object.keys(values)[0] as string) => {
    const columns = Object.keys(values);
    const places = columns.map((_, index) => `$${index + 1}`).join(', ');
    const { rows: made } = await owner.query<{ mark: string }>(
      `insert into ${table} (${columns.join(', ')}) values (${places}) returning ${key}::text as mark`,
      Object.values(values),
    );
    return { table, key, mark: made[0]?.mark as string };
  };
  const own = async (...args: Parameters<typeof put>) => rows.push(await put(...args));
  const { account, person, team, trust, service, offering, process, task } = id;
  const calendar = { zone: 'UTC', week: [], holidays: [] };
  const at = new Date();
  const later = new Date(Date.now() + 86_400_000);
  const accountOf = (of: string, handle: string) => ({
    id: of,
    handle: `${name}-${handle}`,
    name: handle,
    kind: 'standard',
    calendar,
  });
  await own('account', accountOf(account, 'own'));
  await put('account', accountOf(id.counterparty, 'counterparty'));
  await put('account', accountOf(id.invited, 'invited'));
  await own('organization', { id: newId(), account_id: account, name });
  await own('site', { id: newId(), account_id: account, name });
  await own('person', { id: person, home_id: account, name });
  await own('team', { id: team, account_id: account, name });
  await put('team', { id: id.spareTeam, account_id: account, name: `${name} spare` });
  await own('team_member', { team_id: team, account_id: account, person_id: person });
  await own('role', { account_id: account, person_id: person, name: 'account_admin' });
  const logged = await owner.query<{ id: string }>('select id from permission where account_id = $1', [account]);
  rows.push({ table: 'permission', key: 'id', mark: logged.rows[0]?.id as string });
  const trustOf = (of: string, trusting: string, trusted: string, status: string, invitedBy = account) => ({
    id: of,
    trusting_id: trusting,
    trusted_id: trusted,
    invited_by_id: invitedBy,
    status,
    invited_at: at,
    expires_at: later,
  });
  await own('trust', trustOf(trust, account, id.counterparty, 'accepted'));
  await put('trust', trustOf(id.sent, account, id.invited, 'pending'));
  await put('trust', trustOf(id.given, id.counterparty, account, 'accepted'));
  await own('stray_invitation', {
    id: newId(),
    account_id: account,
    handle: 'none',
    trusting: true,
    status: 'pending',
    invited_at: at,
    expires_at: later,
  });
  await own('service', { id: service, account_id: account, name, team_id: team });
  await own('service_offering', {
    id: offering,
    account_id: account,
    service_id: service,
    name,
    target: {},
    calendar,
    starts_on: '2027-01-01',
  });
  await agreementRows(own, { name, account, person, team, service, offering });
  await own('trust_team', { trust_id: trust, team_id: team, account_id: account });
  await own('trust_grant', {
    trust_id: trust,
    capability: 'share_plan',
    account_id: account,
    value: {},
    granted_at: at,
  });
  await own('trust_offering', { trust_id: trust, offering_id: offering, account_id: account });
  await own('stay', { person_id: person, home_id: account, starts_on: '2020-01-01', starts_at: '2020-01-01' });
  await own('welcome', { token_hash: Buffer.from(name), person_id: person, home_id: account, expires_at: later });
  await accessRows(own, { name, account, person, later });
  await own('template', { account_id: account, name });
  await own('plan', { account_id: account, hash: name, plan: {} });
  await own('process', {
    id: process,
    account_id: account,
    number: 1,
    template: name,
    plan_hash: name,
    title: name,
    input: {},
    bindings: {},
    subject_id: person,
    manager_id: person,
    status: 'in_progress',
    started_by_id: person,
    started_at: at,
  });
  await own('task', {
    id: task,
    account_id: account,
    process_id: process,
    node: name,
    category: 'implementation',
    title: name,
    process_title: name,
    status: 'assigned',
  });
  await own('approval', { id: newId(), account_id: account, task_id: task, approver_id: person, status: 'assigned' });
  await own('note', {
    id: newId(),
    account_id: account,
    author_id: person,
    task_id: task,
    kind: 'public',
    text: name,
    created_at: at,
  });
  const entry = newId();
  await own('audit', {
    id: entry,
    at,
    account_id: account,
    actor_account_id: account,
    record_kind: 'task',
    record_id: task,
    action: name,
  });
  // Written by a trigger, with the entry.
  rows.push({ table: 'audit_unsealed', key: 'entry_id', mark: entry });
  await own('audit_seal', {
    account_id: account,
    number: 1,
    entry_ids: [newId()],
    marks: Buffer.alloc(4),
    previous: Buffer.alloc(32),
    salt: Buffer.alloc(16),
    hash: Buffer.alloc(32),
    sealed_at: at,
  });
  await own('outbox', { id: newId(), kind: 'changed', account_id: account });
  await own('visibility', {
    record_id: task,
    account_id: account,
    holder_id: team,
    why: 'assigned',
    owner_id: account,
    process_id: process,
    since: at,
    open: true,
    due: later,
  });
  await own('withheld', {
    record_id: task,
    account_id: account,
    holder_id: team,
    why: 'assigned',
    owner_id: account,
    process_id: process,
    since: at,
    open: true,
    due: later,
  });
  await own('mail', {
    id: name,
    person_id: person,
    sent_at: at,
    sender: 'x',
    recipient: 'x',
    subject: name,
    body: name,
  });
  return { id, rows };
}

const names = [
  'account',
  'counterparty',
  'invited',
  'person',
  'team',
  'spareTeam',
  'trust',
  'sent',
  'given',
  'service',
  'offering',
  'process',
  'task',
] as const;

async function acting(
  url: string,
  viewer: World | undefined,
  work: (client: pg.Client) => Promise<void>,
): Promise<void> {
  const client = await connect(url);
  try {
    await client.query('begin');
    if (viewer) await setViewer(client, viewer.id.account, viewer.id.person);
    await work(client);
    await client.query('rollback');
  } finally {
    await client.end();
  }
}

async function connect(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  return client;
}
