import { useTranslation } from 'react-i18next';
import type { GanttRow } from './row.ts';

/** What the marks mean; only of those that are there. */
export function GanttLegend({ rows }: { rows: readonly GanttRow[] }) {
  const { t } = useTranslation('processes');
  const has = (is: (row: GanttRow) => boolean) => rows.some(is);
  const marks = [
    has(({ state }) => state === 'done') && ['done', t('gantt.legend.done')],
    has(({ state }) => state === 'now') && ['now', t('gantt.legend.now')],
    has(({ state }) => state === 'halted') && ['halted', t('gantt.legend.halted')],
    has(({ state }) => state === 'foreseen') && ['foreseen', t('gantt.legend.foreseen')],
    has(({ late }) => late) && ['late', t('gantt.legend.late')],
    has(({ critical }) => critical) && ['critical', t('gantt.legend.critical')],
    has(({ conditional }) => conditional) && ['conditional', t('gantt.legend.conditional')],
    has(({ due }) => due !== null) && ['due', t('gantt.legend.due')],
    has(({ target }) => target !== null) && ['target', t('gantt.legend.target')],
    has(({ kind }) => kind === 'milestone') && ['milestone', t('gantt.legend.milestone')],
  ].filter((mark) => mark !== false);
  return (
    <ul className="gantt-legend" aria-label={t('gantt.legend.label')}>
      {marks.map(([mark, words]) => (
        <li key={mark}>
          <span className="gantt-sample" data-mark={mark} aria-hidden="true" />
          {words}
        </li>
      ))}
    </ul>
  );
}
