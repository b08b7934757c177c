import { Text } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../parts/format.ts';
import { useNames } from '../../../parts/names.ts';
import { useNow } from '../../../parts/now.ts';
import { Callout } from '../callout.tsx';
import type { Zoom } from '../gantt/axis.ts';
import { Gantt } from '../gantt/gantt.tsx';
import { foreseen, type GanttRow } from '../gantt/row.ts';
import type { Plan } from '../queries.ts';
import { useSpan } from '../span.ts';

type Props = {
  readonly plan: Plan;
  /** The plan is of what was filled in a moment ago. */
  readonly stale: boolean;
  readonly zoom: Zoom;
  readonly onZoom: (zoom: Zoom) => void;
};

/** When everything would happen, and what would be late. */
export function Preview({ plan, stale, zoom, onZoom }: Props) {
  const { t } = useTranslation('processes');
  const format = useFormat();
  const names = useNames();
  const now = useNow();
  const rows = useMemo(() => plan.rows.map(rowOf), [plan]);
  const tasks = rows.filter(({ kind }) => kind !== 'milestone').length;
  const accounts = new Set(rows.flatMap(({ account }) => account?.handle ?? [])).size;
  const late = rows.filter((row) => row.late);
  return (
    <div aria-busy={stale} className="preview" data-stale={stale || undefined}>
      <Text size="sm" mb="xs">
        {t('preview.sum', { count: tasks, accounts, ends: format.date(plan.endsAt) })}
      </Text>
      {late.length > 0 && <LateNote rows={late} />}
      <Gantt
        caption={t('preview.caption')}
        rows={rows}
        now={now}
        zoom={zoom}
        onZoom={onZoom}
        title={({ title }) => names.title(title)}
      />
    </div>
  );
}

function LateNote({ rows }: { rows: readonly GanttRow[] }) {
  const { t } = useTranslation('processes');
  const names = useNames();
  const span = useSpan();
  return (
    <Callout tone="soon" title={t('preview.late', { count: rows.length })}>
      <ul className="tight">
        {rows.map(({ key, title, to, due }) => (
          <li key={key}>
            {due !== null && to > due
              ? t('preview.lateBy', { title: names.title(title), by: span(to - due) })
              : names.title(title)}
          </li>
        ))}
      </ul>
      <Text size="sm">{t('preview.lateHelp')}</Text>
    </Callout>
  );
}

const rowOf = (row: Plan['rows'][number]): GanttRow => ({
  ...foreseen(row),
  key: row.node,
  title: row.title,
  kind: row.kind,
  account: row.account,
  state: 'foreseen',
  target: null,
  task: null,
  standing: null,
});
