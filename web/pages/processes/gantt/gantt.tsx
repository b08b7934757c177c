import { SegmentedControl } from '@mantine/core';
import type { ReactNode } from 'react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { AccountBadge } from '../../../parts/account.tsx';
import { useFormat } from '../../../parts/format.ts';
import { type Axis, axisOf, type Zoom, zooms } from './axis.ts';
import { GanttLine } from './gantt-line.tsx';
import { GanttLegend } from './legend.tsx';
import { type GanttGroup, type GanttRow, groupsOf } from './row.ts';
import './gantt.css';
import './marks.css';

type Props = {
  readonly caption: string;
  readonly rows: readonly GanttRow[];
  /** ms since the epoch */
  readonly now: number;
  readonly zoom: Zoom;
  readonly onZoom: (zoom: Zoom) => void;
  /** How the title of a step is shown, such as by a link. */
  readonly title: (row: GanttRow) => ReactNode;
};

/** When everything happens: a table with a line a step, which on a phone is a list of dates. */
export function Gantt({ caption, rows, now, zoom, onZoom, title }: Props) {
  const { t } = useTranslation('processes');
  const { locale } = useFormat();
  const groups = useMemo(() => groupsOf(rows), [rows]);
  const axis = useMemo(() => {
    const ends = rows.flatMap(({ from, to, due, target }) => [from, to, due ?? from, target ?? from]);
    return axisOf([...ends, now], zoom, locale);
  }, [rows, now, zoom, locale]);
  return (
    <div className="gantt">
      <div className="gantt-tools">
        <GanttLegend rows={rows} />
        <SegmentedControl
          size="xs"
          aria-label={t('gantt.zoom')}
          value={zoom}
          onChange={(to) => onZoom(to as Zoom)}
          data={zooms.map((value) => ({ value, label: t(`gantt.${value}`) }))}
        />
      </div>
      <div className="table-scroll">
        <table className="gantt-table">
          <caption className="visually-hidden">{caption}</caption>
          <thead>
            <tr>
              <th scope="col">{t('gantt.step')}</th>
              <th scope="col" className="gantt-axis">
                <AxisHead axis={axis} now={now} />
              </th>
              <th scope="col">{t('gantt.when')}</th>
            </tr>
          </thead>
          {groups.map((group) => (
            <tbody key={group.key}>
              <tr className="gantt-group">
                <th scope="rowgroup" colSpan={3}>
                  <GroupName group={group} />
                </th>
              </tr>
              {group.rows.map((row) => (
                <GanttLine key={row.key} row={row} axis={axis} now={now} title={title(row)} />
              ))}
            </tbody>
          ))}
        </table>
      </div>
    </div>
  );
}

function AxisHead({ axis, now }: { axis: Axis; now: number }) {
  const { t } = useTranslation('processes');
  const today = axis.at(now);
  return (
    <div className="gantt-ticks" style={axis.width ? { width: axis.width } : undefined}>
      <span className="visually-hidden">{t('gantt.bars')}</span>
      {axis.ticks.map(({ at, label }) => (
        <span key={at} className="gantt-tick" aria-hidden="true" style={{ left: `${at}%` }}>
          {label}
        </span>
      ))}
      {today >= 0 && today <= 100 && (
        <span
          className="gantt-today-mark"
          aria-hidden="true"
          style={{ left: `${today}%`, transform: `translateX(-${today}%)` }}
        >
          {t('gantt.today')}
        </span>
      )}
    </div>
  );
}

function GroupName({ group: { account, kind } }: { group: GanttGroup }) {
  const { t } = useTranslation('processes');
  if (account) return <AccountBadge {...account} />;
  return t(kind === 'approval' ? 'gantt.approvals' : 'gantt.accord');
}
