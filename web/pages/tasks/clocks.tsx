import { Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../parts/format.ts';
import { When } from '../../parts/when.tsx';
import type { WholeTask } from './queries.ts';

type Clock = NonNullable<WholeTask['clocks']['complete']>;

/** The promises made for the task, and the ledger of when their clocks stood still: the same for both sides. */
export default function TaskClocks({ task }: { task: WholeTask }) {
  const { t } = useTranslation('tasks');
  const { respond, complete } = task.clocks;
  const who = task.assigned?.account.name;
  if (!respond && !complete) return <p className="quiet">{t('clock.none')}</p>;
  return (
    <div className="task-sections">
      {task.notAccountable && <p className="soon">{t('clock.notAccountable', { reason: task.notAccountable })}</p>}
      {respond && <ClockFace name={t('clock.respond')} clock={respond} who={who} />}
      {complete && <ClockFace name={t('clock.complete')} clock={complete} who={who} />}
      <p className="quiet">{t('clock.same')}</p>
    </div>
  );
}

/** `who`: in whose calendar it counts. */
function ClockFace({ name, clock, who }: { name: string; clock: Clock; who: string | undefined }) {
  const { t } = useTranslation('tasks');
  const format = useFormat();
  const used = clock.used ?? 0;
  const where = { zone: clock.zone, name: who };
  const state = clock.breached ? 'breached' : clock.metAt ? 'met' : clock.stopped ? 'stopped' : 'runs';
  return (
    <section>
      <h3>
        {name} <span className={clock.breached ? 'late' : 'quiet'}>{t(`clock.${state}`)}</span>
      </h3>
      <Progress
        value={Math.min(100, (used / clock.goal) * 100)}
        color={clock.breached ? 'red' : 'accord'}
        size="lg"
        aria-label={t('clock.usedOf', { used: format.minutes(used), goal: format.minutes(clock.goal) })}
      />
      <p className="task-small">
        {clock.used === null
          ? t('clock.goal', { goal: format.minutes(clock.goal) })
          : t('clock.usedOf', { used: format.minutes(used), goal: format.minutes(clock.goal) })}
        {clock.remaining !== null &&
          !clock.metAt &&
          !clock.breached &&
          ` · ${t('clock.remaining', { left: format.minutes(clock.remaining) })}`}
      </p>
      <dl className="task-facts">
        <dt>{t('clock.started')}</dt>
        <dd>
          <When at={clock.startedAt} {...where} />
        </dd>
        {clock.breachesAt && (
          <>
            <dt>{t(clock.breached ? 'clock.breachedAt' : 'clock.breaches')}</dt>
            <dd>
              <When at={clock.breachesAt} {...where} />
            </dd>
          </>
        )}
        {clock.metAt && (
          <>
            <dt>{t('clock.metAt')}</dt>
            <dd>
              <When at={clock.metAt} {...where} />
            </dd>
          </>
        )}
      </dl>
      {clock.stops.length > 0 && (
        <table className="plain">
          <caption className="visually-hidden">{t('clock.ledger')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('clock.from')}</th>
              <th scope="col">{t('clock.to')}</th>
              <th scope="col">{t('clock.because')}</th>
            </tr>
          </thead>
          <tbody>
            {clock.stops.map(({ from, to, why }) => (
              <tr key={from}>
                <td>
                  <When at={from} {...where} />
                </td>
                <td>{to ? <When at={to} {...where} /> : t('clock.still')}</td>
                <td>{t(`clock.stop.${why}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
