import { Link } from '@tanstack/react-router';
import { Empty } from '../../../parts/empty.tsx';
import { useFormat } from '../../../parts/format.ts';
import { Wide } from '../../../parts/wide.tsx';
import { type Offered, type Offering, useWords } from '../parts/data.ts';
import { dayIn } from '../parts/days.ts';
import { State } from '../parts/page.tsx';
import { DaysIn, Promised } from '../parts/promised.tsx';

/** What a service offers, also what has ended. */
export function OfferingTable({ offerings }: { offerings: readonly Offering[] }) {
  const { t } = useWords();
  if (offerings.length === 0) return <Empty title={t('offering.empty.title')}>{t('offering.empty.text')}</Empty>;
  return (
    <Wide label={t('offerings.caption')}>
      <table className="plain">
        <caption className="visually-hidden">{t('offerings.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('offerings.offering')}</th>
            <th scope="col">{t('promise.promised')}</th>
            <th scope="col">{t('offering.period')}</th>
            <th scope="col">{t('offerings.state')}</th>
          </tr>
        </thead>
        <tbody>
          {offerings.map((offering) => (
            <tr key={offering.id}>
              <td>
                <Link
                  from="/a/$account/services/$service"
                  to="."
                  search={{ view: 'offerings', offering: offering.id }}
                  className="trade-link"
                >
                  {offering.name}
                </Link>
              </td>
              <td>
                <Promised of={offering.target} />
                {offering.target.byImpact && <span className="quiet small"> {t('promise.andByImpact')}</span>}
              </td>
              <td>
                <Period of={offering} />
              </td>
              <td>
                <Validity of={offering} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}

/** From which day to which. */
export function Period({
  of: { startsOn, endsOn, calendar },
}: {
  of: Pick<Offered, 'startsOn' | 'endsOn' | 'calendar'>;
}) {
  const { t } = useWords();
  const { day } = useFormat();
  return (
    <>
      {endsOn
        ? t('period.fromTo', { from: day(startsOn), to: day(endsOn) })
        : t('period.from', { from: day(startsOn) })}
      <DaysIn zone={calendar.zone} />
    </>
  );
}

export const validityOf = ({ startsOn, endsOn, calendar }: Offered): 'toCome' | 'valid' | 'ended' => {
  const today = dayIn(new Date(), calendar.zone);
  if (startsOn > today) return 'toCome';
  return endsOn !== null && endsOn < today ? 'ended' : 'valid';
};

export function Validity({ of }: { of: Offered }) {
  const { t } = useWords();
  const is = validityOf(of);
  return <State kind={is === 'valid' ? 'fine' : 'quiet'}>{t(`offering.${is}`)}</State>;
}
