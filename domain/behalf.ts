/**
 * On whose behalf something is done that nobody asks for by a request. `account`: the product itself, for the one account
 * it is about; it sees no other's. `recipient`: the same finds who is to be told, and each of them is asked in his own
 * name what he may see of it at that moment. `keeper`: the product looks after all accounts by functions of the database
 * made for that alone, and changes what it finds in the name of the account whose it is.
 */
export const behalves = ['account', 'recipient', 'keeper'] as const;
export type Behalf = (typeof behalves)[number];

/**
 * Everything of a kind, by name, each with on whose behalf it is done.
 * @throws Error when one does not say it: what would carry them out does not start then
 */
export function onBehalf<Work extends object>(
  kind: string,
  work: Work,
  behalf: { readonly [Name in keyof Work]: Behalf },
): Work {
  for (const name of Object.keys(work) as (keyof Work & string)[]) {
    if (!behalves.includes(behalf[name]))
      throw new Error(`The ${kind} "${name}" does not say on whose behalf it is done.`);
  }
  return work;
}
