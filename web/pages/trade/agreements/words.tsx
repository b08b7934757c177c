import { useFormat } from '../../../parts/format.ts';
import { type Agreement, useWords } from '../parts/data.ts';
import { dayIn } from '../parts/days.ts';
import { State } from '../parts/page.tsx';
import { DaysIn } from '../parts/promised.tsx';

/** Waits for the customer, which is the own account. */
export const toAccept = ({ status, side }: Agreement) => status === 'being_prepared' && side === 'customer';

export function AgreementState({ agreement }: { agreement: Agreement }) {
  const { t } = useWords();
  if (toAccept(agreement)) return <State kind="soon">{t('agreement.toAccept')}</State>;
  return <State kind={kinds[agreement.status]}>{t(`agreement.status.${agreement.status}`)}</State>;
}
const kinds = {
  being_prepared: 'soon',
  scheduled_for_activation: 'quiet',
  active: 'fine',
  expired: 'quiet',
} as const;

/** The zone in which its days are meant. */
export const zoneOf = ({ offering }: Agreement): string =>
  offering?.calendar.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The last day on which it holds. */
export const lastDayOf = (agreement: Agreement): string | null =>
  agreement.endsAt === null ? null : dayIn(new Date(Date.parse(agreement.endsAt) - 1), zoneOf(agreement));

/** From its first to its last day. */
export function AgreementPeriod({ agreement }: { agreement: Agreement }) {
  const { t } = useWords();
  const { day } = useFormat();
  const from = day(dayIn(agreement.startsAt, zoneOf(agreement)));
  const last = lastDayOf(agreement);
  return (
    <>
      {last === null ? t('period.from', { from }) : t('period.fromTo', { from, to: day(last) })}
      <DaysIn zone={zoneOf(agreement)} />
    </>
  );
}

/** Who promises whom. */
export function useParties(): (of: Agreement) => string {
  const { t } = useWords();
  return ({ side, other }) =>
    side === 'both'
      ? t('agreement.party.both')
      : t(`agreement.party.${side}`, { name: other?.name ?? other?.handle ?? '' });
}
