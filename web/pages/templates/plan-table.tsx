import { useTranslation } from 'react-i18next';
import { useFormat } from '../../parts/format.ts';
import { KindSign } from '../../parts/graph/signs.tsx';
import { When } from '../../parts/when.tsx';
import { Wide } from '../../parts/wide.tsx';
import { Bar, Ticks } from './bars.tsx';
import type { PlanPreview } from './queries.ts';
import { spanOf } from './span.ts';

/** Every step with its dates, in words and as a bar. */
export function PlanTable({ plan, owner }: { plan: PlanPreview; owner: { handle: string; name: string } }) {
  const { t } = useTranslation(['templates', 'common']);
  const { dateTime, minutes } = useFormat();
  const slackOf = (slack: number | null) => {
    if (slack === null) return <span className="quiet">–</span>;
    if (slack >= 0) return minutes(slack);
    return <span className="late">{t('plan.tooLittle', { time: minutes(-slack) })}</span>;
  };
  const span = spanOf(plan.rows);
  const rows = [...plan.rows].sort((a, b) => a.startsAt.localeCompare(b.startsAt));
  return (
    <Wide label={t('plan.caption')}>
      <table className="plain template-plan">
        <caption className="visually-hidden">{t('plan.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('plan.step')}</th>
            <th scope="col">{t('plan.when')}</th>
            <th scope="col">{t('plan.due')}</th>
            <th scope="col">{t('plan.slack')}</th>
            <td className="template-bars">
              <Ticks span={span} />
            </td>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.node} data-critical={row.critical || undefined}>
              <th scope="row">
                {row.title}
                <div className="quiet">
                  <KindSign kind={row.kind} /> {t(`common:category.${row.kind}`)} · {row.account?.name ?? owner.name}
                </div>
                {row.critical && <span className="template-mark">{t('plan.isCritical')}</span>}
                {row.late && <span className="late"> {t('plan.isLate')}</span>}
                {row.conditional && <span className="quiet"> {t('plan.conditional')}</span>}
              </th>
              <td>
                <When at={row.startsAt} account={owner.handle} />
                {row.finishesAt !== row.startsAt && (
                  <div className="quiet">{t('plan.until', { when: dateTime(row.finishesAt) })}</div>
                )}
              </td>
              <td>{row.due ? <When at={row.due} account={owner.handle} /> : <span className="quiet">–</span>}</td>
              <td>{slackOf(row.slack)}</td>
              <td className="template-bars" aria-hidden="true">
                <Bar row={row} span={span} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="quiet template-lead">{t('plan.legend')}</p>
    </Wide>
  );
}
