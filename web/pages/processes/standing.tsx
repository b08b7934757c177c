import { useTranslation } from 'react-i18next';
import { useFormat } from '../../parts/format.ts';
import type { Process } from './queries.ts';

/** How a process stands, in words and colour. */
export function Standing({
  process: { status, completionReason, reason, finishedAt, risk, progress },
}: {
  process: Process;
}) {
  const { t } = useTranslation('processes');
  const format = useFormat();
  if (status === 'completed') {
    const at = finishedAt ? format.date(finishedAt) : '';
    const off = completionReason !== 'complete';
    return (
      <>
        <span className={off ? undefined : 'fine'}>{t(off ? 'standing.off' : 'standing.done', { at })}</span>
        {off && reason && <div className="quiet clip">{reason}</div>}
      </>
    );
  }
  const { halted, overdue, open } = progress;
  const more = [
    overdue > 0 && risk !== 'overdue' ? t('standing.overdue', { count: overdue }) : '',
    open > 0 ? t('standing.open', { count: open }) : '',
  ].filter(Boolean);
  return (
    <>
      <span className={colours[risk ?? 'on_track']}>
        {risk === 'halted'
          ? t('standing.halted', { count: halted })
          : risk === 'overdue'
            ? t('standing.overdue', { count: overdue })
            : t(`standing.${risk ?? 'on_track'}`)}
      </span>
      <div className="quiet">{more.join(' · ')}</div>
    </>
  );
}

const colours = { halted: 'late', breached: 'late', overdue: 'late', at_risk: 'soon', on_track: 'fine' } as const;
