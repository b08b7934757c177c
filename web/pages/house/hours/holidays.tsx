import { ActionIcon, Button, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../parts/format.ts';
import type { Calendar } from '../queries.ts';
import { HolidaysOfCountry, type Place } from './country.tsx';

type Props = {
  readonly account: string;
  readonly calendar: Calendar;
  readonly onChange: (calendar: Calendar) => void;
  readonly year: number;
  readonly names: ReadonlyMap<string, string>;
  readonly place: Place;
  readonly onPlace: (place: Place) => void;
};

/** Days without working hours: by hand, and those of a country or region. */
export function Holidays({ account, calendar, onChange, year, names, place, onPlace }: Props) {
  const { t } = useTranslation(['house', 'common']);
  const format = useFormat();
  const [date, setDate] = useState('');
  const ofYear = calendar.holidays.filter((holiday) => holiday.startsWith(`${year}-`)).sort();
  const set = (holidays: Iterable<string>) => onChange({ ...calendar, holidays: [...new Set(holidays)].sort() });
  return (
    <Stack gap="sm">
      <h3>{t('hours.holidaysIn', { year })}</h3>
      {ofYear.length === 0 && (
        <Text size="sm" className="quiet">
          {t('hours.noHolidays', { year })}
        </Text>
      )}
      <ul className="house-rows holidays" aria-live="polite">
        {ofYear.map((holiday) => (
          <li key={holiday}>
            <span>
              {format.day(holiday)} <span className="quiet">{names.get(holiday)}</span>
            </span>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('hours.removeHoliday', { date: format.day(holiday) })}
              onClick={() => set(calendar.holidays.filter((one) => one !== holiday))}
            >
              ✕
            </ActionIcon>
          </li>
        ))}
      </ul>
      <form
        className="house-add"
        onSubmit={(event) => {
          event.preventDefault();
          if (date === '') return;
          set([...calendar.holidays, date]);
          setDate('');
        }}
      >
        <TextInput
          type="date"
          label={t('hours.addHoliday')}
          value={date}
          onChange={({ currentTarget }) => setDate(currentTarget.value)}
        />
        <Button type="submit" variant="default" disabled={date === ''}>
          {t('common:action.add')}
        </Button>
      </form>
      <h3>{t('hours.ofCountry')}</h3>
      <HolidaysOfCountry
        account={account}
        year={year}
        place={place}
        onPlace={onPlace}
        known={calendar.holidays}
        onAdd={(dates) => set([...calendar.holidays, ...dates])}
      />
    </Stack>
  );
}
