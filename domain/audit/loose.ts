import type { EntityManager } from '@mikro-orm/postgresql';

/** Entries that no seal holds: each must be marked as waiting for one and be there still, and none may be in two. */
export async function looseEntries(
  em: EntityManager,
  account: string,
): Promise<{ readonly unsealed: number; readonly fault: string | null }> {
  // One statement is one moment: an entry that is sealed meanwhile is seen either before or after.
  const [found] = await em.execute<
    { unsealed: number; unmarked: string | null; gone: string | null; twice: string | null }[]
  >(
    `with sealed as (select unnest(entry_ids) as id from audit_seal where account_id = ?),
       loose as (select a.id, exists (select 1 from audit_unsealed u where u.entry_id = a.id) as marked
         from audit a where a.account_id = ? and not exists (select 1 from sealed s where s.id = a.id))
     select (select count(*) from loose)::integer as unsealed,
       (select id from loose where not marked order by id limit 1) as unmarked,
       (select entry_id from audit_unsealed u where u.account_id = ? and not exists (select 1 from audit a where a.id = u.entry_id)
         order by entry_id limit 1) as gone,
       (select id from sealed group by id having count(*) > 1 order by id limit 1) as twice`,
    [account, account, account],
  );
  const { unsealed, unmarked, gone, twice } = found as NonNullable<typeof found>;
  if (twice) return { unsealed, fault: `Entry ${twice} is in two seals.` };
  if (gone) return { unsealed, fault: `Entry ${gone} was removed before it was sealed.` };
  if (unmarked) {
    return {
      unsealed,
      fault: `Entry ${unmarked} is in no seal and does not wait for one: it was added by hand, or its seal was removed.`,
    };
  }
  return { unsealed, fault: null };
}
