import { Link } from '@tanstack/react-router';
import { When } from '../../../parts/when.tsx';
import { Wide } from '../../../parts/wide.tsx';
import { useWords } from '../parts/data.ts';
import { State } from '../parts/page.tsx';
import { goals } from '../parts/promised.tsx';
import type { Report } from './report-data.ts';

type Task = Report['tasks'][number];
type Outcome = Task['results']['respond']['outcome'];

/** The tasks that the figures come of, those late first, as far as the viewer may see them. */
export function ReportTasks({ account, report }: { account: string; report: Report }) {
  const { t } = useWords();
  const where = { zone: report.figures.calendar.zone, name: report.agreement.provider.name ?? '' };
  const tasks = [...report.tasks].sort((a, b) => brokenOf(b) - brokenOf(a));
  const withheld = report.withheld.tasks;
  if (tasks.length === 0 && withheld === 0) return null;
  return (
    <section className="trade-section">
      <h3>{t('report.tasks', { count: tasks.length })}</h3>
      {withheld > 0 && <p className="quiet small">{t('report.withheld', { count: withheld })}</p>}
      {tasks.length > 0 && (
        <Wide label={t('report.tasksCaption')}>
          <table className="plain">
            <caption className="visually-hidden">{t('report.tasksCaption')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('sight.task')}</th>
                <th scope="col">{t('report.began')}</th>
                {goals.map((goal) => (
                  <th key={goal} scope="col">
                    {t(`promise.${goal}`)}
                  </th>
                ))}
                <th scope="col">{t('report.ended')}</th>
              </tr>
            </thead>
            <tbody>
              {tasks.map(({ title, ledger, results }) => (
                <tr key={ledger.task}>
                  <td>
                    <Link to="/a/$account/tasks/$task" params={{ account, task: ledger.task }} className="trade-link">
                      {title}
                    </Link>
                  </td>
                  <td>
                    <When at={ledger.startedAt} {...where} />
                  </td>
                  {goals.map((goal) => {
                    const { outcome, at } = results[goal];
                    return (
                      <td key={goal}>
                        <State kind={kinds[outcome]}>{t(`report.outcome.${outcome}`)}</State>
                        {at && (
                          <div className="quiet small">
                            <When at={at} {...where} />
                          </div>
                        )}
                      </td>
                    );
                  })}
                  <td>{ledger.ended ? t(`common:status.${ledger.ended}`) : t('report.notEnded')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Wide>
      )}
    </section>
  );
}

const brokenOf = ({ results }: Task) => goals.filter((goal) => results[goal].outcome === 'broken').length;

const kinds = {
  kept: 'fine',
  broken: 'late',
  open: 'soon',
  undecided: 'quiet',
  best_effort: 'quiet',
  earlier: 'quiet',
} as const satisfies { readonly [O in Outcome]: string };
