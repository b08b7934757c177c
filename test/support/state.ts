import pg from 'pg';

/** Everything a database holds, as one line a table, to see whether something changed; told by the owner's eyes. */
export async function stateOf(ownerUrl: string): Promise<string> {
  const db = new pg.Client({ connectionString: ownerUrl });
  await db.connect();
  try {
    const tables = await db.query<{ name: string }>(
      `select tablename as name from pg_tables where schemaname = 'public' order by 1`,
    );
    const lines: string[] = [];
    for (const { name } of tables.rows) {
      // The use of tokens and the sessions of those who ask are no state of the product.
      const ignored = name === 'session' ? 'where false' : '';
      const { rows } = await db.query<{ sum: string; count: string }>(
        `select count(*), md5(coalesce(string_agg(x::text, '|' order by x::text), '')) as sum from ${pg.escapeIdentifier(name)} x ${ignored}`,
      );
      lines.push(`${name} ${rows[0]?.count} ${rows[0]?.sum}`);
    }
    return lines.join('\n');
  } finally {
    await db.end();
  }
}
