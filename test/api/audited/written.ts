import pg from 'pg';

/** An entry as it stands in the log. */
export type Entry = {
  readonly id: string;
  readonly account_id: string;
  readonly actor_account_id: string;
  readonly actor_id: string | null;
  readonly record_kind: string;
  readonly record_id: string;
  readonly action: string;
  readonly changes: object;
};
/** What came into the database since it was last asked: entries, and rows that were added, changed or removed. */
export type Written = { readonly entries: readonly Entry[]; readonly rows: readonly Row[] };
/** `about`: the records by one of which an entry tells of it. */
export type Row = { readonly table: string; readonly about: readonly string[] };

/** Looks past row level security. */
export class Ledger {
  static async open(ownerUrl: string): Promise<Ledger> {
    const ledger = new Ledger(new pg.Client({ connectionString: ownerUrl }));
    await ledger.db.connect();
    await ledger.written();
    return ledger;
  }
  private readonly db: pg.Client;
  private readonly known = new Set<string>();
  private rows = new Map<string, Row & { readonly text: string }>();

  private constructor(db: pg.Client) {
    this.db = db;
  }

  async written(): Promise<Written> {
    const { rows: all } = await this.db.query<Entry>('select * from audit order by id');
    const entries = all.filter(({ id }) => !this.known.has(id));
    for (const { id } of entries) this.known.add(id);
    const before = this.rows;
    this.rows = await this.everything();
    const keys = new Set([...before.keys(), ...this.rows.keys()]);
    const changed = [...keys].filter((key) => before.get(key)?.text !== this.rows.get(key)?.text);
    return { entries, rows: changed.map((key) => (this.rows.get(key) ?? before.get(key)) as Row) };
  }

  /** The tables of the schema, so that a new one is looked at unless it is said why not. */
  async tables(): Promise<string[]> {
    const { rows } = await this.db.query<{ name: string }>(
      `select tablename as name from pg_tables where schemaname = 'public' order by 1`,
    );
    return rows.map(({ name }) => name);
  }

  private async everything() {
    const found = new Map<string, Row & { readonly text: string }>();
    const tables = (await this.tables()).filter((table) => !(table in kept));
    // All in one question.
    const whole = tables.map(
      (table) =>
        `select coalesce(jsonb_agg(to_jsonb(x) - '{next_process_number,version,last_used_at}'::text[]), '[]') as rows from ${pg.escapeIdentifier(table)} x`,
    );
    const answers = (await this.db.query(whole.join(';'))) as unknown as {
      rows: [{ rows: Record<string, unknown>[] }];
    }[];
    for (const [index, table] of tables.entries()) {
      for (const row of answers[index]?.rows[0].rows ?? []) {
        const ids = (about[table] ?? ['id']).map((column) => row[column]).filter((id) => typeof id === 'string');
        const text = JSON.stringify(row);
        found.set(`${table} ${'id' in row ? row.id : text}`, { table, about: ids, text });
      }
    }
    return found;
  }

  async close(): Promise<void> {
    await this.db.end();
  }
}

/** Tables of which no entry need tell, and why. */
export const kept: { readonly [table: string]: string } = {
  audit: 'the log itself',
  audit_seal: 'the log itself',
  audit_unsealed: 'the log itself',
  permission: 'a log of its own, written with the entry of the role',
  outbox: 'what is to be done, gone once it is done',
  visibility: 'follows from its task',
  withheld: 'follows from its task and its trust',
  mail: 'what was told, not what is',
  plan: 'written once, never changed; the process that began with it names it',
  sign_in: 'a sign-in that is under way, until it is one or none',
  migration: 'no record',
  viewer_key: 'no record',
};

/** Columns by one of which an entry names the row, where that is not its id. */
const about: { readonly [table: string]: readonly string[] } = {
  // What a process began with, and what follows from one task to the next, is in the entry of the process.
  task: ['id', 'process_id'],
  approval: ['id', 'task_id'],
  note: ['id', 'task_id', 'process_id'],
  account_logo: ['account_id'],
  team_member: ['team_id', 'person_id'],
  role: ['person_id'],
  trust_team: ['trust_id'],
  trust_offering: ['trust_id'],
  trust_grant: ['trust_id'],
  credential: ['person_id'],
  session: ['person_id'],
  identity: ['person_id'],
  saved_view: ['person_id'],
  preference: ['person_id'],
  stay: ['person_id'],
  welcome: ['person_id'],
  agreement_closure: ['agreement_id'],
  agreement_cover: ['agreement_id'],
};
