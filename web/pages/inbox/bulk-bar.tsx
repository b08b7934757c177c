import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { tellDone } from '../../parts/problem.tsx';
import { type Verb, verbsOf } from '../tasks/verbs.ts';
import type { Act } from './act.ts';
import type { Row } from './rows.ts';

/** What may be done with all of them at once, without saying more. */
const together: readonly Verb[] = ['accept', 'start', 'approve'];

/** Stands over the list while rows are chosen. */
export function BulkBar({ rows, act, onNone }: { rows: readonly Row[]; act: Act; onNone: () => void }) {
  const { t } = useTranslation('inbox');
  const [busy, setBusy] = useState<Verb>();
  const [progress, setProgress] = useState<{ readonly tried: number; readonly of: number }>();
  const run = async (verb: Verb) => {
    setBusy(verb);
    const fit = rows.filter(({ task }) => verbsOf(task).includes(verb));
    setProgress({ tried: 0, of: fit.length });
    const done = await act(verb, fit, (tried) => setProgress({ tried, of: fit.length }));
    setBusy(undefined);
    setProgress(undefined);
    onNone();
    const named = t(`verb.${verb}`);
    const all = done === fit.length;
    if (done > 0)
      tellDone(
        all ? t('bulk.done', { verb: named, count: done }) : t('bulk.some', { verb: named, done, count: fit.length }),
      );
  };
  return (
    <section className="inbox-bulk" aria-label={t('bulk.label')}>
      <span role="status">{t('bulk.chosen', { count: rows.length })}</span>
      {progress && (
        // Not told to who listens at every step: the end is.
        <span className="quiet">{t('bulk.progress', { done: progress.tried, count: progress.of })}</span>
      )}
      {together.map((verb) => {
        const fit = rows.filter(({ task }) => verbsOf(task).includes(verb)).length;
        if (fit === 0) return null;
        return (
          <Button
            key={verb}
            size="xs"
            loading={busy === verb}
            disabled={busy !== undefined}
            onClick={() => void run(verb)}
          >
            {t(`verb.${verb}`)} ({fit})
          </Button>
        );
      })}
      <Button size="xs" variant="default" onClick={onNone} ml="auto">
        {t('bulk.none')}
      </Button>
    </section>
  );
}
