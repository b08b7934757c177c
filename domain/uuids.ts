/** Ids as one parameter of PostgreSQL's type `uuid[]`; the ids must be ids. */
export const uuids = (ids: readonly string[]): string => `{${ids.join(',')}}`;
