import { Button } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Process } from '../queries.ts';
import { ProcessRow } from './row.tsx';

type Props = {
  readonly account: string;
  readonly processes: readonly Process[];
  readonly more: boolean;
  readonly onMore: () => void;
};

/** Those in sight, of however many; the next ones are read before one gets there. */
export function ProcessRows({ account, processes, more, onMore }: Props) {
  const { t } = useTranslation(['processes', 'common']);
  const table = useRef<HTMLTableElement>(null);
  const [top, setTop] = useState(0);
  // Above the rows stand things whose height depends on the window.
  useLayoutEffect(() => setTop(table.current?.offsetTop ?? 0), []);
  const virtual = useVirtualizer({
    count: processes.length,
    getScrollElement: () => document.getElementById('content'),
    estimateSize: () => 58,
    getItemKey: (index) => (processes[index] as Process).id,
    scrollMargin: top,
    overscan: 10,
  });
  const seen = virtual.getVirtualItems();
  const last = seen.at(-1)?.index ?? 0;
  useEffect(() => {
    if (more && last >= processes.length - 30) onMore();
  }, [more, last, processes.length, onMore]);
  const [first, end] = [seen[0], seen.at(-1)];
  const before = first ? first.start - top : 0;
  const after = end ? virtual.getTotalSize() - (end.end - top) : 0;
  return (
    <>
      <table className="plain process-table" ref={table} aria-rowcount={more ? -1 : processes.length + 1}>
        <caption className="visually-hidden">{t('list.caption')}</caption>
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col">{t('list.about')}</th>
            <th scope="col">{t('list.anchor')}</th>
            <th scope="col">{t('list.progress')}</th>
            <th scope="col">{t('list.state')}</th>
          </tr>
        </thead>
        {before > 0 && <Space height={before} />}
        <tbody>
          {seen.map(({ index, key }) => (
            <ProcessRow
              key={key}
              ref={virtual.measureElement}
              account={account}
              process={processes[index] as Process}
              index={index}
            />
          ))}
        </tbody>
        {after > 0 && <Space height={after} />}
      </table>
      {more && (
        <Button variant="default" size="xs" mt="sm" onClick={onMore}>
          {t('common:page.more')}
        </Button>
      )}
    </>
  );
}

/** In place of rows that are out of sight. */
function Space({ height }: { height: number }) {
  return (
    <tbody aria-hidden="true">
      <tr className="space">
        <td colSpan={4} style={{ height }} />
      </tr>
    </tbody>
  );
}
