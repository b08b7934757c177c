import { Anchor, Button, Checkbox, Group, Progress, Text } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { saveFile } from '../../../client/file.ts';
import type { Row } from './row.ts';
import { csvFile } from './table.ts';
import type { useBatch } from './use-batch.ts';

type Props = {
  readonly batch: ReturnType<typeof useBatch>;
  readonly name: string;
  readonly onlyWrong: boolean;
  readonly onOnlyWrong: (only: boolean) => void;
};

/** How far it is, and what can be done now. */
export function RowsBar({ batch, name, onlyWrong, onOnlyWrong }: Props) {
  const { t } = useTranslation('processes');
  const [doubles, setDoubles] = useState(false);
  const { rows, busy, columns, lookedUp } = batch;
  const starting = busy === 'starting';
  useBlocker({ shouldBlockFn: () => starting && !confirm(t('many.leave')), enableBeforeUnload: starting });
  const of = (...states: Row['state'][]) => rows.filter(({ state }) => states.includes(state));
  const started = of('started').length;
  const failed = of('failed');
  const wrong = of('wrong');
  const second = of('has-one', 'again');
  const ready = [...of('ready'), ...(doubles ? second : [])];
  const checked = rows.length - of('checking').length;
  const looking = busy === 'reading' && lookedUp.done < lookedUp.total;
  const words = looking
    ? t('many.lookingUp', lookedUp)
    : busy === 'reading'
      ? t('many.checking', { done: checked, total: rows.length })
      : starting || started > 0
        ? t('many.running', { done: started, total: rows.length })
        : [
            t('many.ready', { count: of('ready').length }),
            ...(wrong.length > 0 ? [t('many.wrong', { count: wrong.length })] : []),
          ].join(', ');
  const share = looking
    ? lookedUp.done / lookedUp.total
    : (busy === 'reading' ? checked : started) / Math.max(1, rows.length);
  return (
    <section className="many-bar" aria-label={t('start.many')}>
      <Text aria-live="polite">{words}</Text>
      {(busy || started > 0) && <Progress value={share * 100} aria-label={words} color="accord" />}
      {wrong.length + failed.length > 0 && wrong.length + failed.length < rows.length && (
        <Checkbox
          label={t('many.only', { count: wrong.length + failed.length })}
          checked={onlyWrong}
          onChange={({ currentTarget }) => onOnlyWrong(currentTarget.checked)}
        />
      )}
      {second.length > 0 && !busy && (
        <Checkbox
          label={t('many.doubles', { count: second.length })}
          checked={doubles}
          onChange={({ currentTarget }) => setDoubles(currentTarget.checked)}
        />
      )}
      <Group gap="sm">
        {starting ? (
          <Button variant="default" onClick={batch.stop}>
            {t('many.stop')}
          </Button>
        ) : (
          <>
            {ready.length > 0 && !busy && (
              <Button onClick={() => void batch.start(ready)}>{t('many.start', { count: ready.length })}</Button>
            )}
            {failed.length > 0 && !busy && (
              <Button variant={ready.length > 0 ? 'default' : 'filled'} onClick={() => void batch.start(failed)}>
                {t('many.again', { count: failed.length })}
              </Button>
            )}
            {wrong.length + failed.length > 0 && !busy && (
              <Button
                variant="default"
                onClick={() =>
                  saveFile(
                    csvFile(
                      columns,
                      [...wrong, ...failed].map(({ record }) => record),
                    ),
                    `${name}-failed.csv`,
                  )
                }
              >
                {t('many.download')}
              </Button>
            )}
            <Anchor component="button" type="button" size="sm" onClick={batch.forget}>
              {t('many.other')}
            </Anchor>
          </>
        )}
      </Group>
    </section>
  );
}
