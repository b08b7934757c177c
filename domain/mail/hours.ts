import { nextOpening } from '../../plan/calendar.ts';
import { NoWorkingHours } from '../../plan/opening.ts';
import type { Calendar } from '../../plan/plan.ts';
import { toMs } from '../../plan/zone.ts';
import { Account } from '../account/account.entity.ts';
import { clockOf } from '../process/clock.ts';
import type { Store } from '../store.ts';
import { driver } from '../viewer.ts';
import type { Addressee } from './addressee.ts';
import type { Notice } from './notice.ts';
import { toldAs } from './wanted.ts';

/**
 * For how many milliseconds a notice is kept from somebody: until one of the accounts opens in which he is told of it. 0 when
 * one is open now, by the clock of the process, or when it is not held for him.
 */
export async function waitOf(store: Store, notice: Notice, { acting }: Pick<Addressee, 'acting'>): Promise<number> {
  const held = (notice.held ?? []).map(toldAs);
  if (acting.length === 0 || acting.some(({ part }) => !held.includes(part))) return 0;
  const now = await store.as(driver(notice.account), (door) => clockOf(door, notice.process));
  const waits: number[] = [];
  for (const { viewer } of acting) {
    const { calendar } = await store.as(driver(viewer.accountId), ({ em }) =>
      em.findOneOrFail(Account, { id: viewer.accountId }),
    );
    waits.push(untilOpening(calendar, now));
  }
  return Math.min(...waits);
}

/** Where nobody works for years, nothing is waited for. */
function untilOpening(calendar: Calendar, now: Date): number {
  try {
    return toMs(nextOpening(calendar, now.toISOString())) - now.getTime();
  } catch (error) {
    if (error instanceof NoWorkingHours) return 0;
    throw error;
  }
}
