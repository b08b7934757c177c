import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../parts/format.ts';
import { useSpan } from '../span.ts';
import type { Axis } from './axis.ts';
import type { GanttRow } from './row.ts';

/** A step: its bar for the eye, the same in words beside it. */
export function GanttLine({ row, axis, now, title }: { row: GanttRow; axis: Axis; now: number; title: ReactNode }) {
  const left = axis.at(row.from);
  const width = axis.at(row.to) - left;
  const today = axis.at(now);
  const at = (instant: number | null) => (instant === null ? undefined : { left: `${axis.at(instant)}%` });
  return (
    <tr data-late={row.late || undefined}>
      <th scope="row">{title}</th>
      <td className="gantt-track">
        <div
          aria-hidden="true"
          style={{
            ...(axis.width ? { width: axis.width } : {}),
            backgroundSize: `${axis.lines.every}% 100%`,
            backgroundPosition: `${axis.lines.first}% 0`,
          }}
        >
          {today >= 0 && today <= 100 && <span className="gantt-today" style={{ left: `${today}%` }} />}
          {row.kind === 'milestone' ? (
            <span className="gantt-milestone" data-state={row.state} style={at(row.to)} />
          ) : (
            <span
              className="gantt-bar"
              data-state={row.state}
              data-late={row.late || undefined}
              data-critical={row.critical || undefined}
              data-conditional={row.conditional || undefined}
              style={{ left: `${left}%`, width: `${width}%` }}
            >
              {row.state === 'now' && now > row.from && now < row.to && (
                <span className="gantt-past" style={{ width: `${((now - row.from) / (row.to - row.from)) * 100}%` }} />
              )}
            </span>
          )}
          {row.target !== null && <span className="gantt-target" style={at(row.target)} />}
          {row.due !== null && <span className="gantt-due" style={at(row.due)} />}
        </div>
      </td>
      <td className="gantt-when">
        <div>
          <Dates row={row} />
        </div>
        <div className="gantt-words">
          <Words row={row} now={now} />
        </div>
      </td>
    </tr>
  );
}

function Dates({ row: { from, to, kind } }: { row: GanttRow }) {
  const format = useFormat();
  const [first, last] = [format.date(new Date(from)), format.date(new Date(to))];
  return kind === 'milestone' || first === last ? last : `${first} – ${last}`;
}

function Words({ row, now }: { row: GanttRow; now: number }) {
  const { t } = useTranslation('processes');
  const format = useFormat();
  const span = useSpan();
  const { due, target, to, late, slack, critical, conditional, state, standing } = row;
  const over = state === 'done' || state === 'off';
  const dated = due === null ? '' : format.date(new Date(due));
  return (
    <>
      {standing && <span>{standing}</span>}
      {late && due !== null && to > due && (
        <span className="late">{t(over ? 'gantt.wasLate' : 'gantt.late', { by: span(to - due), due: dated })}</span>
      )}
      {late && (due === null || to <= due) && <span className="late">{t('gantt.lateAfter')}</span>}
      {!late && dated && !over && <span>{t('gantt.due', { due: dated })}</span>}
      {target !== null && !over && (
        <span className={target < now ? 'late' : undefined}>
          {t(target < now ? 'gantt.targetMissed' : 'gantt.target', { at: format.dateTime(new Date(target)) })}
        </span>
      )}
      {critical && !over && <span className="soon">{t('gantt.critical')}</span>}
      {!over && !late && !critical && slack !== null && slack > 0 && (
        <span>{t('gantt.slack', { time: format.minutes(slack) })}</span>
      )}
      {conditional && !over && <span>{t('gantt.conditional')}</span>}
    </>
  );
}
