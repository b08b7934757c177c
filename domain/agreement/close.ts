import { type Days, hashOfFigures, periodOf } from '../../plan/report.ts';
import { newId } from '../id.ts';
import { Refused } from '../problem.ts';
import type { Door } from '../store.ts';
import { person } from '../viewer.ts';
import { AgreementClosure } from './closure.entity.ts';
import { demandDays } from './period.ts';
import { note } from './prepare.ts';
import { calendarOf, countNow } from './report.ts';
import { agreementToChange } from './seen.ts';

/** `hash`: of the figures that are frozen. */
export type Closed = { readonly period: Days; readonly closedAt: Date; readonly hash: string };

/**
 * Freezes what an agreement came to in a period that has ended: from then on its figures are these, whatever is corrected. By an
 * administrator of either party, once; periods of an agreement do not overlap.
 */
export async function closePeriod(door: Door, id: string, days: Days): Promise<Closed> {
  demandDays(days);
  const { em, now, viewer } = door;
  const agreement = await agreementToChange(door, id);
  if (!agreement.acceptedAt) throw new Refused('This agreement is not accepted yet: there is nothing to close.');
  const calendar = await calendarOf(door, id);
  const endsAt = new Date(periodOf(calendar, days).to);
  if (endsAt > now) throw new Refused(`That period goes on until ${endsAt.toISOString()}: close it once it has ended.`);
  const closed = await em.findOne(AgreementClosure, {
    agreementId: id,
    fromOn: { $lt: days.to },
    toOn: { $gt: days.from },
  });
  if (closed) throw new Refused(`The period from ${closed.fromOn} to ${closed.toOn} is closed already.`);
  const { figures, counted } = await countNow(door, id, days, calendar);
  const ledgers = counted.map(({ ledger }) => ledger);
  const hash = hashOfFigures(figures);
  em.create(AgreementClosure, {
    id: newId(),
    agreementId: id,
    ...{ fromOn: days.from, toOn: days.to, endsAt },
    ...{ figures, ledgers, hash, closedAt: now },
    ...{ accountId: viewer.accountId, closedById: person(viewer) },
  });
  note(door, agreement, 'period_closed', { from: days.from, to: days.to, hash });
  await em.flush();
  return { period: days, closedAt: now, hash };
}
