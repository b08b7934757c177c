import { Button } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { OutOfSight, useRowsInSight } from '../in-sight.tsx';
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
  const { table, seen, last, before, after, measure } = useRowsInSight({
    count: processes.length,
    height: 58,
    keyOf: (index) => (processes[index] as Process).id,
  });
  useEffect(() => {
    if (more && last >= processes.length - 60) onMore();
  }, [more, last, processes.length, onMore]);
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
        <OutOfSight height={before} columns={4} />
        <tbody>
          {seen.map(({ index, key }) => (
            <ProcessRow key={key} ref={measure} account={account} process={processes[index] as Process} index={index} />
          ))}
        </tbody>
        <OutOfSight height={after} columns={4} />
      </table>
      {more && (
        <Button variant="default" size="xs" mt="sm" onClick={onMore}>
          {t('common:page.more')}
        </Button>
      )}
    </>
  );
}
