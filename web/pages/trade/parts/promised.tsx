import { useFormat } from '../../../parts/format.ts';
import { Wide } from '../../../parts/wide.tsx';
import { type Offered, useWords } from './data.ts';
import { weekLines } from './hours.ts';

type Target = Offered['target'];
export type Duration = NonNullable<Target['respond']>;
export const goals = ['respond', 'complete'] as const;
export const impacts = ['low', 'medium', 'high', 'top'] as const;

/** A time as people say it: "4 working hours". */
function useDuration(): (of: Duration) => string {
  const { t } = useWords();
  const { number } = useFormat();
  return ({ amount, unit }) => t(`duration.${unit}`, { count: amount, amount: number(amount) });
}

/** What is promised as a rule, in one line. */
export function Promised({ of }: { of: Pick<Target, 'respond' | 'complete'> }) {
  const { t } = useWords();
  const duration = useDuration();
  const parts = goals.flatMap((goal) => {
    const time = of[goal];
    return time ? [t(`promise.${goal}In`, { time: duration(time) })] : [];
  });
  return <>{parts.length > 0 ? parts.join(' · ') : t('common:target.best_effort')}</>;
}

/** What is promised as a rule and by impact. */
export function Targets({ of }: { of: Target }) {
  const { t } = useWords();
  const duration = useDuration();
  const rows = [
    { key: 'rule', name: t('promise.rule'), promised: of },
    ...impacts.flatMap((impact) => {
      const promised = of.byImpact?.[impact];
      return promised
        ? [{ key: impact, name: t('promise.ofImpact', { impact: t(`common:impact.${impact}`) }), promised }]
        : [];
    }),
  ];
  return (
    <Wide label={t('promise.caption')}>
      <table className="plain trade-narrow">
        <caption className="visually-hidden">{t('promise.caption')}</caption>
        <thead>
          <tr>
            <td />
            {goals.map((goal) => (
              <th key={goal} scope="col">
                {t(`promise.${goal}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, name, promised }) => (
            <tr key={key}>
              <th scope="row">{name}</th>
              {goals.map((goal) => {
                const time = promised[goal];
                return (
                  <td key={goal}>
                    {time ? duration(time) : <span className="quiet">{t('common:target.best_effort')}</span>}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}

/** Where days are meant that begin and end at another moment where the viewer is. */
export function DaysIn({ zone }: { zone: string }) {
  const { t } = useWords();
  const here = useFormat().zone;
  return zone === here ? null : <span className="quiet small"> {t('period.daysIn', { zone })}</span>;
}

/** Weekday hours with their zone, and how many days are off. */
export function Hours({ of }: { of: Offered['calendar'] }) {
  const { t } = useWords();
  const { locale } = useFormat();
  return (
    <div>
      {weekLines(of.week, locale).map(({ days, hours }) => (
        <div key={days}>
          {days} {hours}
        </div>
      ))}
      <div className="quiet small">
        {of.zone}
        {of.holidays.length > 0 && ` · ${t('hours.holidays', { count: of.holidays.length })}`}
        {(of.later?.length ?? 0) > 0 && ` · ${t('hours.later', { count: of.later?.length ?? 0 })}`}
      </div>
    </div>
  );
}
