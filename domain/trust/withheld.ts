import type { Door } from '../store.ts';

/**
 * Takes out of the visibility index what is shown by a trust and not kept, in one indexed statement however much it is.
 * With `begun`, what somebody has taken stays. Returns how much it was.
 */
export async function withhold({ em }: Door, trustId: string, besidesBegun = false): Promise<number> {
  const unbegun = besidesBegun
    ? `and (v.why = 'approver' or exists (select 1 from task t where t.id = v.record_id and t.status = 'assigned'))`
    : '';
  const [row] = await em.execute<{ count: string }[]>(
    `with gone as (delete from visibility v where v.trust_id = ? and not v.kept ${unbegun} returning *),
       put as (insert into withheld select * from gone)
     select count(*) from gone where open`,
    [trustId],
  );
  return Number(row?.count ?? 0);
}

/** What was withheld while the trust was suspended, as it is by now. */
export async function showAgain({ em }: Door, trustId: string): Promise<void> {
  await em.execute('select show_again(?)', [trustId]);
}

/** Has those processes decided about anew that wait for the trust to go on. False when there is none. */
export async function wakeWaiting({ em }: Door, trustId: string): Promise<boolean> {
  const [row] = await em.execute<{ woken: boolean }[]>('select wake_waiting(?) as woken', [trustId]);
  return row?.woken === true;
}

/** How many tasks and votes are withheld that somebody still has to decide about. */
export async function openWithheld({ em }: Door, trustId: string): Promise<number> {
  const [row] = await em.execute<{ left: number }[]>('select still_withheld(?) as "left"', [trustId]);
  return Number(row?.left ?? 0);
}
