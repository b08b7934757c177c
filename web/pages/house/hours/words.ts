import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../parts/format.ts';
import { clockOf, type Day, type Range } from './days.ts';

/** How days and hours are said. */
export function useHourWords(names: ReadonlyMap<string, string>) {
  const { t } = useTranslation(['house', 'common']);
  const { locale } = useFormat();
  const long = new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' });
  const dayLong = (date: string) => long.format(new Date(`${date}T12:00:00Z`));
  const range = ([from, to]: Range) =>
    to > 1440
      ? t('hours.pastMidnight', { from: clockOf(from), to: clockOf(to) })
      : `${clockOf(from)}–${to === 1440 ? '24:00' : clockOf(to)}`;
  const hours = (ranges: readonly Range[]) => ranges.map(range).join(', ');
  /** What a day is, as a phrase. */
  const kind = ({ date, kind, hours: ranges }: Day) => {
    if (kind === 'working') return hours(ranges);
    if (kind === 'free') return t('hours.free');
    const name = names.get(date);
    return name ? t('hours.holidayNamed', { name }) : t('hours.holiday');
  };
  /** Monday is 0; 1 January 2024 was one. */
  const weekdayName = (index: number) => weekday.format(new Date(Date.UTC(2024, 0, 1 + index)));
  return { dayLong, range, hours, kind, weekdayName };
}
