import { Button, Checkbox, Group, NumberInput, Select, Stack, Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../parts/format.ts';
import { ProblemNote } from '../../../parts/problem.tsx';
import { countriesQuery, holidaysQuery } from './queries.ts';

/** Whose public holidays are looked at. */
export type Place = { readonly country?: string | undefined; readonly region?: string | undefined };
type Props = {
  readonly account: string;
  readonly year: number;
  readonly place: Place;
  readonly onPlace: (place: Place) => void;
  /** Days that are holidays already. */
  readonly known: readonly string[];
  readonly onAdd: (dates: readonly string[]) => void;
};

/** Public holidays, to be looked through before they are put into the calendar. */
export function HolidaysOfCountry({ account, year, place: { country, region }, onPlace, known, onAdd }: Props) {
  const { t } = useTranslation(['house', 'common']);
  const format = useFormat();
  const [years, setYears] = useState(2);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const countries = useQuery(countriesQuery(account)).data ?? [];
  const wanted = { country, region, from: year, to: year + years - 1 };
  const found = useQuery({ ...holidaysQuery(account, wanted), placeholderData: keepPreviousData });
  const named = new Intl.DisplayNames(format.locale, { type: 'region' });
  const regions = countries.find((one) => one.country === country)?.regions ?? [];
  const shown = country ? (found.data ?? []) : [];
  const already = new Set(known);
  const adding = [...new Set(shown.map(({ date }) => date))].filter((date) => !already.has(date) && !left.has(date));
  return (
    <Stack gap="sm">
      <Select
        label={t('hours.country')}
        placeholder={t('hours.countryExample')}
        data={countries
          .map((one) => ({ value: one.country, label: named.of(one.country) ?? one.name }))
          .sort((a, b) => a.label.localeCompare(b.label, format.locale))}
        value={country ?? null}
        onChange={(chosen) => onPlace(chosen ? { country: chosen } : {})}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': t('common:action.clear') }}
        nothingFoundMessage={t('common:page.nothing')}
      />
      {regions.length > 0 && (
        <Select
          label={t('hours.region')}
          placeholder={t('hours.wholeCountry')}
          data={regions.map((one) => ({ value: one.region, label: one.name }))}
          value={region ?? null}
          onChange={(chosen) => onPlace({ country, ...(chosen ? { region: chosen } : {}) })}
          searchable
          clearable
          clearButtonProps={{ 'aria-label': t('common:action.clear') }}
        />
      )}
      {country && (
        <>
          <NumberInput
            label={t('hours.howManyYears', { from: year })}
            min={1}
            max={5}
            clampBehavior="strict"
            value={years}
            onChange={(value) => setYears(Number(value) || 1)}
            w={160}
          />
          {found.error && <ProblemNote error={found.error} />}
          {shown.length > 0 && (
            <Checkbox.Group
              label={t('hours.theseHolidays')}
              description={t('hours.theseHelp')}
              value={shown.map(({ date }) => date).filter((date) => !left.has(date))}
              onChange={(ticked) =>
                setLeft(new Set(shown.map(({ date }) => date).filter((date) => !ticked.includes(date))))
              }
            >
              <div className="holidays-found">
                {shown.map(({ date, name }) => (
                  <Checkbox
                    key={`${date} ${name}`}
                    value={date}
                    disabled={already.has(date)}
                    label={`${format.day(date)} · ${name}${already.has(date) ? ` (${t('hours.already')})` : ''}`}
                  />
                ))}
              </div>
            </Checkbox.Group>
          )}
          <Group>
            <Button variant="default" disabled={adding.length === 0} onClick={() => onAdd(adding)}>
              {t('hours.putIn', { count: adding.length })}
            </Button>
          </Group>
        </>
      )}
      {!country && (
        <Text size="sm" className="quiet">
          {t('hours.countryHelp')}
        </Text>
      )}
    </Stack>
  );
}
