import { Button, Group, SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useBlocker, useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRights } from '../parts/rights.ts';
import type { Calendar, OwnAccount } from '../queries.ts';
import { DayTold } from './day-told.tsx';
import { yearOf } from './days.ts';
import { Holidays } from './holidays.tsx';
import { useYearCommands } from './keys.ts';
import { Legend } from './legend.tsx';
import { holidaysQuery } from './queries.ts';
import { SaveBar } from './save-bar.tsx';
import { Weeks, withLater } from './weeks.tsx';
import { YearPicture } from './year.tsx';
import { ZonePart } from './zone-part.tsx';

const route = getRouteApi('/app/house-settings/a/$account/settings/hours');
const parts = ['week', 'holidays', 'zone'] as const;

type Props = { readonly account: string; readonly own: OwnAccount; readonly saved: Calendar };

/** The picture, what one day is, and beside it what may be changed; nothing holds before it is saved. */
export function Hours({ account, own, saved }: Props) {
  const { t } = useTranslation(['house', 'common']);
  const search = route.useSearch();
  const navigate = useNavigate();
  const { administers } = useRights();
  const [draft, setDraft] = useState<Calendar>();
  const [told, setTold] = useState<string>();
  const calendar = draft ?? saved;
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: calendar.zone }).format(new Date());
  const { year = Number(today.slice(0, 4)), day, part = 'week', week = 0, country, region } = search;
  const go = (change: typeof search) =>
    void navigate({
      to: '/a/$account/settings/hours',
      params: { account },
      search: { ...search, ...change },
      replace: true,
      resetScroll: false,
    });
  const days = useMemo(() => yearOf(calendar, year), [calendar, year]);
  const before = useMemo(() => yearOf(saved, year), [saved, year]);
  const found = useQuery(holidaysQuery(account, { country, region, from: year, to: year })).data;
  const names = useMemo(() => new Map(found?.map(({ date, name }) => [date, name])), [found]);
  useBlocker({
    shouldBlockFn: ({ current, next }) => current.pathname !== next.pathname && !confirm(t('hours.leave')),
    disabled: !draft,
    enableBeforeUnload: Boolean(draft),
  });
  useYearCommands(year, (to) => go({ year: to, day: undefined }));
  const edit =
    administers && day
      ? {
          holiday: (is: boolean) => {
            const rest = calendar.holidays.filter((one) => one !== day);
            setDraft({ ...calendar, holidays: is ? [...rest, day].sort() : rest });
          },
          later: () => {
            const added = withLater(calendar, day);
            setDraft(added.calendar);
            go({ part: 'week', week: added.week });
          },
        }
      : undefined;
  return (
    <div className="hours">
      <div className="hours-picture">
        <nav className="year-nav" aria-label={t('hours.years')}>
          <YearLink year={year - 1} />
          <h2 aria-live="polite">{year}</h2>
          <YearLink year={year + 1} />
        </nav>
        <YearPicture
          year={year}
          days={days}
          saved={before}
          names={names}
          chosen={day}
          today={today}
          onChoose={(date) => go({ day: date })}
          onTell={setTold}
        />
        <Legend days={days} saved={before} />
      </div>
      <div className="hours-side">
        <DayTold
          date={told ?? day}
          calendar={calendar}
          saved={saved}
          names={names}
          account={own.name}
          edit={told === undefined || told === day ? edit : undefined}
        />
        {administers && (
          <>
            <SegmentedControl
              fullWidth
              aria-label={t('hours.parts')}
              value={part}
              onChange={(value) => go({ part: value as (typeof parts)[number] })}
              data={parts.map((value) => ({ value, label: t(`hours.part.${value}`) }))}
            />
            {part === 'week' && (
              <Weeks
                calendar={calendar}
                onChange={setDraft}
                week={week}
                onWeek={(chosen) => go({ week: chosen })}
                today={today}
              />
            )}
            {part === 'holidays' && (
              <Holidays
                account={account}
                calendar={calendar}
                onChange={setDraft}
                year={year}
                names={names}
                place={{ country, region }}
                onPlace={(place) => go({ country: place.country, region: place.region })}
              />
            )}
            {part === 'zone' && <ZonePart calendar={calendar} onChange={setDraft} account={own.name} />}
          </>
        )}
        {!administers && <ZonePart calendar={calendar} account={own.name} />}
      </div>
      {draft && (
        <SaveBar
          account={account}
          own={own}
          draft={draft}
          saved={saved}
          year={year}
          onDone={() => setDraft(undefined)}
        />
      )}
    </div>
  );

  function YearLink({ year: to }: { year: number }) {
    return (
      <Group>
        <Button
          variant="default"
          size="compact-md"
          renderRoot={(props) => (
            <Link
              to="/a/$account/settings/hours"
              params={{ account }}
              search={{ ...search, year: to, day: undefined }}
              replace
              resetScroll={false}
              {...props}
            />
          )}
        >
          {to < year ? `‹ ${to}` : `${to} ›`}
        </Button>
      </Group>
    );
  }
}
