import {
  type Configuration,
  isRaw,
  NativeQueryBuilder,
  PostgreSqlConnection,
  PostgreSqlDriver,
  PostgreSqlPlatform,
} from '@mikro-orm/postgresql';
import type { Pool, PoolClient, QueryResult } from 'pg';
import { nameOf, renameAll } from './names.ts';

/**
 * Sends values apart from the text of a statement, and the text only once per connection: MikroORM writes values into
 * the text, so that PostgreSQL would plan every statement anew, which policies of row level security make dear.
 */
export class PreparedDriver extends PostgreSqlDriver {
  constructor(config: Configuration) {
    super(config);
    Object.assign(this, { platform: new PreparedPlatform(), connection: new PreparedConnection(config) });
  }
}

class PreparedPlatform extends PostgreSqlPlatform {
  private values: unknown[] | undefined;

  /** What `format` writes, with numbered places where it would have written values. */
  apart(format: () => string): { readonly text: string; readonly values: readonly unknown[] } {
    const values: unknown[] = [];
    this.values = values;
    try {
      return { text: format(), values };
    } finally {
      this.values = undefined;
    }
  }

  override escape(value: unknown): string {
    if (!this.values) return super.escape(value);
    if (Array.isArray(value)) return value.map((each) => this.escape(each)).join(', ');
    this.values.push(value instanceof Date ? this.formatDate(value) : typeof value === 'bigint' ? `${value}` : value);
    return `$${this.values.length}`;
  }
}

/** A transaction that is open on one connection of the pool. */
export class Transaction {
  readonly client: PoolClient;

  constructor(client: PoolClient) {
    this.client = client;
  }

  /** @throws when PostgreSQL undid it instead, since something in it failed */
  async commit(): Promise<void> {
    const { command } = await this.client.query('commit');
    this.client.release();
    if (command !== 'COMMIT') throw new Error('The transaction was rolled back.');
  }

  async rollback(): Promise<void> {
    try {
      await this.client.query('rollback');
      this.client.release();
    } catch (error) {
      // Whatever became of the connection, nobody shall have it again.
      this.client.release(error as Error);
    }
  }
}

export class PreparedConnection extends PostgreSqlConnection {
  /** Opens a transaction with `settings` that hold until its end, in one round trip. */
  async open(settings: { readonly [name: string]: string }): Promise<Transaction> {
    return this.opened(settings).catch((error: unknown) => {
      if (!wasCut(error)) throw error;
      return this.opened(settings);
    });
  }

  private async opened(settings: { readonly [name: string]: string }): Promise<Transaction> {
    const client = await (await this.getNativeClient()).connect();
    const quote = (text: string) => client.escapeLiteral(text);
    const sets = Object.entries(settings).map(([name, value]) => `set_config(${quote(name)}, ${quote(value)}, true)`);
    try {
      await client.query(`begin; select ${sets.join(', ')}`);
      return new Transaction(client);
    } catch (error) {
      client.release(error as Error);
      throw error;
    }
  }

  override async execute<T>(
    query: Parameters<PostgreSqlConnection['execute']>[0],
    params: readonly unknown[] = [],
    method: 'all' | 'get' | 'run' = 'all',
    transaction?: unknown,
  ): Promise<T> {
    const platform = this.platform as unknown as PreparedPlatform;
    const said = query instanceof NativeQueryBuilder ? query.toRaw() : isRaw(query) ? query : { sql: query, params };
    const { text, values } = platform.apart(() => platform.formatQuery(said.sql, said.params));
    const at = transaction ? (transaction as Transaction).client : await this.getNativeClient();
    const { rows, rowCount } = await send(at, text, values);
    if (method === 'run') return { affectedRows: rowCount ?? rows.length, row: rows[0], rows } as T;
    return (method === 'get' ? rows[0] : rows) as T;
  }
}

async function send(at: Pool | PoolClient, text: string, values: readonly unknown[]): Promise<QueryResult> {
  const name = nameOf(text);
  try {
    const ask = () => at.query({ text, values: values as unknown[], ...(name ? { name } : {}) });
    return await ask().catch((error: unknown) => {
      if (!('totalCount' in at) || !wasCut(error)) throw error;
      return ask();
    });
  } catch (error) {
    // A migration changed what a known statement answers: from now on all are made known anew.
    if ((error as { code?: string }).code === changedResult) renameAll();
    throw error;
  }
}

/** PostgreSQL had closed the connection while it lay in the pool (admin_shutdown): nothing was done on it. */
const wasCut = (error: unknown) => (error as { code?: string }).code === '57P01';

/** feature_not_supported: "cached plan must not change result type". */
export const changedResult = '0A000';
