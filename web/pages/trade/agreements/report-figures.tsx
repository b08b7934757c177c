import { useFormat } from '../../../parts/format.ts';
import { When } from '../../../parts/when.tsx';
import { Wide } from '../../../parts/wide.tsx';
import { useWords } from '../parts/data.ts';
import { goals } from '../parts/promised.tsx';
import type { Figures } from './report-data.ts';

const reasons = ['waiting_for_customer', 'provider_not_accountable', 'passed_on'] as const;

/** How far each promise was kept, as a bar and in words. */
export function Attainments({ of }: { of: Figures }) {
  const { t } = useWords();
  const { number } = useFormat();
  return (
    <div className="attainments">
      {goals.map((goal) => {
        const { kept, of: all, percent } = of.attainment[goal];
        const sums = of.goals[goal];
        const rest = [
          sums.broken > 0 && t('report.broken', { count: sums.broken }),
          sums.open > 0 && t('report.openGoals', { count: sums.open }),
          sums.undecided > 0 && t('report.undecided', { count: sums.undecided }),
          sums.bestEffort > 0 && t('report.bestEffort', { count: sums.bestEffort }),
        ].filter((one) => one !== false);
        return (
          <section key={goal} className="attainment">
            <h3>{t(`promise.${goal}`)}</h3>
            <p className="attainment-number">{percent === null ? '–' : `${number(percent)} %`}</p>
            <div className="meter" aria-hidden="true">
              <span className="meter-kept" style={{ width: `${all === 0 ? 0 : (100 * kept) / all}%` }} />
            </div>
            <p>{all === 0 ? t('report.noneDecided') : t('report.kept', { count: all, kept })}</p>
            {rest.length > 0 && <p className="quiet small">{rest.join(' · ')}</p>}
            <Spent of={sums.milliseconds} />
          </section>
        );
      })}
    </div>
  );
}

/** Whose working time it was. */
function Spent({ of }: { of: Figures['goals']['respond']['milliseconds'] }) {
  const { t } = useWords();
  const duration = useMilliseconds();
  const stopped = reasons.filter((why) => of.customer[why] > 0);
  return (
    <ul className="spent">
      <li>
        {t('report.provider')} <strong>{duration(of.provider)}</strong>
      </li>
      {stopped.map((why) => (
        <li key={why}>
          {t(`report.why.${why}`)} <strong>{duration(of.customer[why])}</strong>
        </li>
      ))}
    </ul>
  );
}

function useMilliseconds(): (of: number) => string {
  const { minutes } = useFormat();
  return (of) => minutes(of / 60_000);
}

/** When clocks stood still, and why; the customer's time. */
export function Stops({ of: { stopped, calendar }, provider }: { of: Figures; provider: string }) {
  const { t } = useWords();
  const duration = useMilliseconds();
  const where = { zone: calendar.zone, name: provider };
  if (stopped.stops.length === 0) return null;
  return (
    <section className="trade-section">
      <h3>{t('report.stops', { count: stopped.stops.length, tasks: stopped.tasks })}</h3>
      <Wide label={t('report.stopsCaption')}>
        <table className="plain">
          <caption className="visually-hidden">{t('report.stopsCaption')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('report.goal')}</th>
              <th scope="col">{t('report.why.title')}</th>
              <th scope="col">{t('report.from')}</th>
              <th scope="col">{t('report.to')}</th>
              <th scope="col">{t('report.time')}</th>
            </tr>
          </thead>
          <tbody>
            {stopped.stops.map(({ ledger, goal, why, from, to, milliseconds }) => (
              <tr key={`${ledger} ${goal} ${from}`}>
                <td>{t(`promise.${goal}`)}</td>
                <td>{t(`report.why.${why}`)}</td>
                <td>
                  <When at={from} {...where} />
                </td>
                <td>{to === null ? t('report.still') : <When at={to} {...where} />}</td>
                <td>{duration(milliseconds)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </section>
  );
}
