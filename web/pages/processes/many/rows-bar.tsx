import { Anchor, Button, Checkbox, Group, Progress, Text } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { download } from './download.ts';
import type { Row } from './row.ts';
import { csvOf } from './table.ts';
import type { useBatch } from './use-batch.ts';

/** How far it is, and what can be done now. */
export function RowsBar({ batch, name }: { batch: ReturnType<typeof useBatch>; name: string }) {
  const { t } = useTranslation('processes');
  const [doubles, setDoubles] = useState(false);
  const { rows, busy, columns } = batch;
  const starting = busy === 'starting';
  useBlocker({ shouldBlockFn: () => starting && !confirm(t('many.leave')), enableBeforeUnload: starting });
  const of = (...states: Row['state'][]) => rows.filter(({ state }) => states.includes(state));
  const started = of('started').length;
  const failed = of('failed');
  const wrong = of('wrong');
  const second = of('has-one');
  const ready = [...of('ready'), ...(doubles ? second : [])];
  const checked = rows.length - of('checking').length;
  const words =
    busy === 'reading'
      ? t('many.checking', { done: checked, total: rows.length })
      : starting || started > 0
        ? t('many.running', { done: started, total: rows.length })
        : [
            t('many.ready', { count: of('ready').length }),
            ...(wrong.length > 0 ? [t('many.wrong', { count: wrong.length })] : []),
          ].join(', ');
  return (
    <section className="many-bar" aria-label={t('start.many')}>
      <Text aria-live="polite">{words}</Text>
      {(starting || started > 0) && (
        <Progress
          value={(started / rows.length) * 100}
          aria-label={t('many.running', { done: started, total: rows.length })}
          color="accord"
        />
      )}
      {second.length > 0 && !starting && (
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
                  download(
                    `${name}-failed.csv`,
                    csvOf(
                      columns,
                      [...wrong, ...failed].map(({ record }) => record),
                    ),
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
