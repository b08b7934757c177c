import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../parts/format.ts';
import type { Calendar } from '../queries.ts';
import { dayOf, isSame, letterOf, minutesOf, type Range, shifted } from './days.ts';
import { useHourWords } from './words.ts';
import { instantOf } from './zone.ts';

type Props = {
  readonly date: string | undefined;
  readonly calendar: Calendar;
  readonly saved: Calendar;
  readonly names: ReadonlyMap<string, string>;
  readonly account: string;
  /** Absent for who may not change it, and for a day that is only pointed at. */
  readonly edit?: { readonly holiday: (is: boolean) => void; readonly later: () => void } | undefined;
};

/** What one day is, in the account's time and the viewer's. */
export function DayTold({ date, calendar, saved, names, account, edit }: Props) {
  const { t } = useTranslation(['house', 'common']);
  const format = useFormat();
  const words = useHourWords(names);
  if (!date) {
    return (
      <section className="day-told" aria-label={t('hours.day')}>
        <Text size="sm" className="quiet">
          {t('hours.pointAt')}
        </Text>
      </section>
    );
  }
  const day = dayOf(calendar, date);
  const before = dayOf(saved, date);
  const night = day.fromEve > 0 ? dayOf(calendar, shifted(date, -1)).hours.at(-1) : undefined;
  const sameZone = calendar.zone === format.zone;
  return (
    <section className="day-told" aria-label={t('hours.day')}>
      <Text fw={600}>{words.dayLong(date)}</Text>
      {day.kind !== 'working' && <Text>{words.kind(day)}</Text>}
      {day.kind === 'working' && (
        <table className="day-zones">
          <caption className="visually-hidden">{t('hours.hoursOf', { date: words.dayLong(date) })}</caption>
          <thead>
            <tr>
              <th scope="col">{t('hours.zoneThere', { name: account, zone: calendar.zone })}</th>
              {!sameZone && <th scope="col">{t('hours.zoneHere', { zone: format.zone })}</th>}
            </tr>
          </thead>
          <tbody>
            {day.hours.map((range) => (
              <tr key={range[0]}>
                <td>{words.range(range)}</td>
                {!sameZone && <td>{hereOf(range, date, calendar.zone, format)}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {day.kind === 'working' && (
        <Text size="sm" className="quiet">
          {format.minutes(minutesOf(day.hours))} ·{' '}
          {t(day.week === 0 ? 'hours.usualWeek' : 'hours.weekLetter', { letter: letterOf(day.week) })}
          {sameZone && ` · ${t('hours.zoneSame')}`}
        </Text>
      )}
      {night && (
        <Text size="sm" className="quiet">
          {t('hours.fromEve', { hours: words.range(night) })}
        </Text>
      )}
      {!isSame(day, before) && <Text className="soon">{t('hours.was', { hours: words.kind(before) })}</Text>}
      {edit && (
        <Group gap="xs" mt="xs">
          <Button size="compact-sm" variant="default" onClick={() => edit.holiday(day.kind !== 'holiday')}>
            {t(day.kind === 'holiday' ? 'hours.notHoliday' : 'hours.makeHoliday')}
          </Button>
          <Button size="compact-sm" variant="default" onClick={edit.later}>
            {t('hours.laterFrom')}
          </Button>
        </Group>
      )}
    </section>
  );
}

/** The same hours by the viewer's clock, with the day where it is another. */
function hereOf([from, to]: Range, date: string, zone: string, format: ReturnType<typeof useFormat>): string {
  const clock = new Intl.DateTimeFormat(format.locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const weekday = new Intl.DateTimeFormat(format.locale, { weekday: 'short' });
  const [begins, ends] = [instantOf(zone, date, from), instantOf(zone, date, to)];
  const there = new Intl.DateTimeFormat(format.locale, { weekday: 'short', timeZone: 'UTC' }).format(
    new Date(`${date}T12:00:00Z`),
  );
  const named = (ms: number) =>
    weekday.format(ms) === there ? clock.format(ms) : `${weekday.format(ms)} ${clock.format(ms)}`;
  return `${named(begins)}–${named(ends)}`;
}
