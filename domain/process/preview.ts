import type { Instant } from '../../plan/plan.ts';
import { type Schedule, schedule } from '../../plan/schedule.ts';
import { Account } from '../account/account.entity.ts';
import type { Door } from '../store.ts';
import { calendarsOf } from './calendars.ts';
import { readyToStart, type Start } from './start.ts';

export type Preview = {
  readonly schedule: Schedule;
  /** Names of the accounts that would do the work, by role. */
  readonly accounts: ReadonlyMap<string, { readonly handle: string; readonly name: string }>;
};

/**
 * When everything would happen if the process were started at `startedAt` and every target just met; `rehearsal`: for
 * nobody in particular, as designers may ask.
 * @throws as starting would: NotFound, or Invalid listing every field, person and role at fault
 */
export async function previewProcess(
  door: Door,
  start: Start,
  startedAt: Instant,
  rehearsal = false,
): Promise<Preview> {
  const { account, bindings, nodes } = await readyToStart(door, start, rehearsal);
  const calendars = await calendarsOf(door, bindings, account.calendar);
  const bound = await door.em.find(Account, { id: { $in: Object.values(bindings).map(({ accountId }) => accountId) } });
  const named = new Map(bound.map(({ id, handle, name }) => [id, { handle, name }]));
  return {
    schedule: schedule(nodes, start.input, { ownerCalendar: account.calendar, calendars, startedAt }),
    accounts: new Map(
      Object.entries(bindings).flatMap(([role, { accountId }]) => {
        const account = named.get(accountId);
        return account ? [[role, account] as const] : [];
      }),
    ),
  };
}
