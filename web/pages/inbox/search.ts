/** What the address says of the inbox: which part, narrowed by what. */
export type InboxSearch = {
  readonly part?: 'mine' | 'team';
  readonly account?: string;
  readonly status?: string;
  readonly category?: string;
  readonly overdue?: true;
  readonly q?: string;
};

/** Takes what it understands and leaves out the rest: an address may be old, or typed. */
export function inboxSearch(given: Record<string, unknown>): InboxSearch {
  const { part, account, status, category, overdue, q } = given;
  return {
    ...(part === 'mine' || part === 'team' ? { part } : {}),
    ...(isWord(account) ? { account } : {}),
    ...(isWord(status) ? { status } : {}),
    ...(isWord(category) ? { category } : {}),
    ...(overdue === true ? { overdue } : {}),
    ...(q !== undefined && String(q).trim() !== '' ? { q: String(q).slice(0, 100) } : {}),
  };
}

export const isNarrowed = ({ part: _, ...rest }: InboxSearch) => Object.keys(rest).length > 0;

const isWord = (value: unknown): value is string => typeof value === 'string' && value !== '';
