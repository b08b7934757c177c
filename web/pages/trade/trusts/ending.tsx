import { Progress } from '@mantine/core';
import { useFormat } from '../../../parts/format.ts';
import { type Trust, useWords } from '../parts/data.ts';
import { nameOf } from './state.tsx';

/** How a trust ends, and how far that has come. */
export function Ending({ trust }: { trust: Trust }) {
  const { t } = useWords();
  const { dateTime } = useFormat();
  const { end, status } = trust;
  if (!end) return null;
  const name = nameOf(trust);
  const { how, until, toReturn, returned, done } = end;
  if (status !== 'revoked' && until) {
    return <div className="trade-note soon-note">{t('trust.ending.until', { name, until: dateTime(until) })}</div>;
  }
  if (toReturn === 0) return <div className="trade-note">{t('trust.ending.nothing')}</div>;
  return (
    <div className="trade-note" role="status">
      <div>{t(`trust.ending.${done ? 'done' : 'going'}.${how}`, { count: toReturn, returned, name })}</div>
      {!done && (
        <Progress value={(100 * returned) / toReturn} aria-label={t('trust.ending.progress')} mt="xs" maw={360} />
      )}
    </div>
  );
}
