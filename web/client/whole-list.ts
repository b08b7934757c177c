type Page<Row> = { readonly items: Row[]; readonly next: string | null };

/** A list from its first page to its last; for those that are kept by hand and are short for that reason. */
export async function wholeList<Row>(
  read: (query: { perPage: number; cursor?: string }) => Promise<Page<Row>>,
): Promise<Row[]> {
  const rows: Row[] = [];
  let cursor: string | null = '';
  do {
    const page: Page<Row> = await read({ perPage: 100, ...(cursor ? { cursor } : {}) });
    rows.push(...page.items);
    cursor = page.next;
  } while (cursor !== null);
  return rows;
}
