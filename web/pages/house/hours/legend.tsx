import { useTranslation } from 'react-i18next';
import { type Day, isSame, letterOf } from './days.ts';
import { Strip } from './year.tsx';

/** What the marks of the picture mean, and how many days of the year have them. */
export function Legend({ days, saved }: { days: readonly Day[]; saved: readonly Day[] }) {
  const { t } = useTranslation(['house', 'common']);
  const working = days.filter(({ kind }) => kind === 'working');
  const weeks = [...new Set(working.map(({ week }) => week))].sort((a, b) => a - b);
  const count = (kind: Day['kind']) => days.filter((day) => day.kind === kind).length;
  const changed = days.filter((day, index) => !isSame(day, saved[index] as Day)).length;
  return (
    <ul className="year-legend" aria-label={t('hours.legend')}>
      {weeks.map((week) => (
        <li key={week}>
          <Sample kind="working" week={week} letter={week === 0 ? '' : letterOf(week)} />
          {t(week === 0 ? 'hours.legendUsual' : 'hours.legendLater', {
            count: working.filter((day) => day.week === week).length,
          })}
        </li>
      ))}
      <li>
        <Sample kind="free" letter="" />
        {t('hours.legendFree', { count: count('free') })}
      </li>
      <li>
        <Sample kind="holiday" letter={t('hours.letter')} />
        {t('hours.legendHolidays', { count: count('holiday') })}
      </li>
      {changed > 0 && (
        <li>
          <Sample kind="free" letter="" changed />
          {t('hours.legendChanged', { count: changed })}
        </li>
      )}
    </ul>
  );
}

type SampleProps = { kind: Day['kind']; week?: number; letter: string; changed?: boolean };

function Sample({ kind, week = 0, letter, changed = false }: SampleProps) {
  return (
    <span
      className="day"
      aria-hidden="true"
      data-kind={kind}
      data-week={kind === 'working' ? Math.min(week, 1) : undefined}
      data-letter={letter || undefined}
      data-changed={changed}
    >
      <span />
      {kind === 'working' && <Strip hours={[[540, 1020]]} />}
    </span>
  );
}
