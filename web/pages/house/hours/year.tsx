import { type KeyboardEvent, type MouseEvent, memo, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../parts/format.ts';
import { type Day, isSame, letterOf, shifted, shiftedMonths, weekdayOf } from './days.ts';
import { useHourWords } from './words.ts';
import './year.css';

type Props = {
  readonly year: number;
  readonly days: readonly Day[];
  /** The same days as they are saved. */
  readonly saved: readonly Day[];
  readonly names: ReadonlyMap<string, string>;
  readonly chosen: string | undefined;
  readonly today: string;
  readonly onChoose: (date: string) => void;
  /** The day under the pointer or the focus; undefined when there is none. */
  readonly onTell: (date: string | undefined) => void;
};

/** A year, month by month. Arrow keys move from day to day, over the ends of months; one day is in the tab order. */
export function YearPicture({ year, days, saved, names, chosen, today, onChoose, onTell }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState<string>();
  const inYear = (date: string | undefined) => (date?.startsWith(`${year}-`) ? date : undefined);
  const current = inYear(focused) ?? inYear(chosen) ?? inYear(today) ?? `${year}-01-01`;
  const months = useMemo(() => byMonth(days, saved), [days, saved]);

  const dateUnder = ({ target }: { target: EventTarget }) =>
    (target as HTMLElement).closest<HTMLElement>('[data-date]')?.dataset.date;
  const move = (event: KeyboardEvent) => {
    const to = moved(event, current);
    if (!to || !inYear(to)) return;
    event.preventDefault();
    setFocused(to);
    place.current?.querySelector<HTMLElement>(`[data-date="${to}"]`)?.focus();
  };
  const choose = (event: MouseEvent) => {
    const date = dateUnder(event);
    if (date) onChoose(date);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the days within are buttons; what they do is heard here once.
    <div
      ref={place}
      className="year"
      onKeyDown={move}
      onClick={choose}
      onFocus={(event) => {
        const date = dateUnder(event);
        setFocused(date);
        onTell(date);
      }}
      onPointerOver={(event) => onTell(dateUnder(event))}
      onPointerLeave={() => onTell(undefined)}
    >
      {months.map((month, index) => (
        <Month
          // biome-ignore lint/suspicious/noArrayIndexKey: the months of a year are always these.
          key={index}
          year={year}
          month={index}
          days={month}
          names={names}
          current={monthOf(current) === index ? current : undefined}
          chosen={chosen && monthOf(chosen) === index ? chosen : undefined}
          today={today}
        />
      ))}
    </div>
  );
}

type Shown = { readonly day: Day; readonly was: Day | undefined };
type MonthProps = {
  readonly year: number;
  readonly month: number;
  readonly days: readonly Shown[];
  readonly names: ReadonlyMap<string, string>;
  readonly current: string | undefined;
  readonly chosen: string | undefined;
  readonly today: string;
};

const Month = memo(function Month({ year, month, days, names, current, chosen, today }: MonthProps) {
  const { locale } = useFormat();
  const { weekdayName } = useHourWords(names);
  const title = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' }).format(Date.UTC(year, month, 1));
  const blank = weekdayOf(days[0]?.day.date ?? '');
  const rows = Array.from({ length: Math.ceil((blank + days.length) / 7) }, (_, row) =>
    Array.from({ length: 7 }, (_, column) => days[row * 7 + column - blank]),
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table of days through which arrow keys move is a grid.
    <table role="grid" className="month" aria-label={`${title} ${year}`}>
      <caption aria-hidden="true">{title}</caption>
      <thead>
        <tr>
          {[0, 1, 2, 3, 4, 5, 6].map((weekday) => (
            <th key={weekday} scope="col">
              {weekdayName(weekday).slice(0, 2)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the weeks of a month are always these.
          <tr key={index}>
            {row.map((shown, column) =>
              shown ? (
                <Cell
                  key={shown.day.date}
                  {...shown}
                  names={names}
                  isCurrent={shown.day.date === current}
                  isChosen={shown.day.date === chosen}
                  isToday={shown.day.date === today}
                />
              ) : (
                // biome-ignore lint/suspicious/noArrayIndexKey: a place without a day.
                <td key={column} />
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
});

type CellProps = Shown & {
  readonly names: ReadonlyMap<string, string>;
  readonly isCurrent: boolean;
  readonly isChosen: boolean;
  readonly isToday: boolean;
};

function Cell({ day, was, names, isCurrent, isChosen, isToday }: CellProps) {
  const { t } = useTranslation(['house', 'common']);
  const words = useHourWords(names);
  const parts = [
    words.dayLong(day.date),
    ...(isToday ? [t('hours.today')] : []),
    words.kind(day),
    ...(day.kind === 'working' && day.week > 0 ? [t('hours.inWeek', { letter: letterOf(day.week) })] : []),
    ...(was ? [t('hours.was', { hours: words.kind(was) })] : []),
  ];
  return (
    <td>
      <button
        type="button"
        className="day"
        tabIndex={isCurrent ? 0 : -1}
        aria-pressed={isChosen}
        data-date={day.date}
        data-kind={day.kind}
        data-week={day.kind === 'working' ? Math.min(day.week, 1) : undefined}
        data-letter={
          day.kind === 'holiday'
            ? t('hours.letter')
            : day.kind === 'working' && day.week > 0
              ? letterOf(day.week)
              : undefined
        }
        data-changed={was !== undefined}
        data-today={isToday}
        aria-label={parts.join(', ')}
        aria-current={isToday ? 'date' : undefined}
      >
        <span aria-hidden="true">{Number(day.date.slice(8))}</span>
        <Strip hours={day.fromEve > 0 ? [[0, day.fromEve], ...day.hours] : day.hours} />
      </button>
    </td>
  );
}

/** The day from midnight to midnight, filled where there are working hours. */
export function Strip({ hours }: { hours: Day['hours'] }) {
  return (
    <svg className="strip" viewBox="0 0 1440 10" preserveAspectRatio="none" aria-hidden="true">
      {hours.map(([from, to]) => (
        <rect key={from} x={from} width={Math.min(to, 1440) - from} height={10} />
      ))}
    </svg>
  );
}

const monthOf = (date: string) => Number(date.slice(5, 7)) - 1;

function byMonth(days: readonly Day[], saved: readonly Day[]): Shown[][] {
  const months: Shown[][] = Array.from({ length: 12 }, () => []);
  for (const [index, day] of days.entries()) {
    const before = saved[index] as Day;
    months[monthOf(day.date)]?.push({ day, was: isSame(day, before) ? undefined : before });
  }
  return months;
}

/** Where a key leads from a day; undefined for keys that mean nothing here. */
function moved({ key }: KeyboardEvent, date: string): string | undefined {
  switch (key) {
    case 'ArrowLeft':
      return shifted(date, -1);
    case 'ArrowRight':
      return shifted(date, 1);
    case 'ArrowUp':
      return shifted(date, -7);
    case 'ArrowDown':
      return shifted(date, 7);
    case 'Home':
      return shifted(date, -weekdayOf(date));
    case 'End':
      return shifted(date, 6 - weekdayOf(date));
    case 'PageUp':
      return shiftedMonths(date, -1);
    case 'PageDown':
      return shiftedMonths(date, 1);
    default:
      return undefined;
  }
}
