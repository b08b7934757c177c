import { Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../parts/format.ts';
import type { Calendar } from '../queries.ts';
import { letterOf, shifted, type Week, weekdayOf } from './days.ts';
import { WeekEditor } from './week-editor.tsx';

type Props = {
  readonly calendar: Calendar;
  readonly onChange: (calendar: Calendar) => void;
  /** Which week is edited: 0 the usual one. */
  readonly week: number;
  readonly onWeek: (week: number) => void;
  readonly today: string;
};

/** The hours of a usual week, and of other weeks from later days on. */
export function Weeks({ calendar, onChange, week, onWeek, today }: Props) {
  const { t } = useTranslation(['house', 'common']);
  const format = useFormat();
  const later = calendar.later ?? [];
  const index = Math.min(week, later.length);
  const chosen = later[index - 1];
  const setLater = (changed: readonly Later[]) => {
    const { later: _, ...rest } = calendar;
    onChange({ ...rest, ...(changed.length > 0 ? { later: [...changed] } : {}) });
  };
  const setWeek = (hours: Week) => {
    const plain = hours.map((day) => day.map(([from, to]): [number, number] => [from, to]));
    if (chosen) setLater(later.map((one) => (one === chosen ? { ...one, week: plain } : one)));
    else onChange({ ...calendar, week: plain });
  };
  const setFrom = (from: string) => {
    if (!chosen || from === '' || later.some((one) => one !== chosen && one.from === from)) return;
    const changed = sorted(later.map((one) => (one === chosen ? { ...one, from } : one)));
    setLater(changed);
    onWeek(changed.findIndex((one) => one.from === from) + 1);
  };
  const remove = () => {
    setLater(later.filter((one) => one !== chosen));
    onWeek(0);
  };
  const name = (at: number, from?: string) =>
    from
      ? t('hours.weekFrom', { letter: letterOf(at), date: format.day(from) })
      : t('hours.weekUsual', { letter: letterOf(0) });
  return (
    <Stack gap="sm">
      {later.length > 0 && (
        <NativeSelect
          label={t('hours.whichWeek')}
          value={String(index)}
          onChange={({ currentTarget }) => onWeek(Number(currentTarget.value))}
          data={[
            { value: '0', label: name(0) },
            ...later.map(({ from }, at) => ({ value: String(at + 1), label: name(at + 1, from) })),
          ]}
        />
      )}
      {chosen ? (
        <Group align="flex-end">
          <TextInput
            type="date"
            label={t('hours.holdsFrom')}
            value={chosen.from}
            onChange={({ currentTarget }) => setFrom(currentTarget.value)}
          />
          <Button variant="default" onClick={remove}>
            {t('hours.removeWeek')}
          </Button>
        </Group>
      ) : (
        <Text size="sm" className="quiet">
          {t('hours.alwaysHolds')}
        </Text>
      )}
      <WeekEditor week={chosen?.week ?? calendar.week} onChange={setWeek} />
      <Button
        variant="default"
        style={{ alignSelf: 'flex-start' }}
        onClick={() => {
          const added = withLater(calendar, nextMonday(today, later));
          onChange(added.calendar);
          onWeek(added.week);
        }}
      >
        {t('hours.addLater')}
      </Button>
    </Stack>
  );
}

type Later = NonNullable<Calendar['later']>[number];

/** The calendar with another week from a day on, which begins as the week before it was; and which week that is. */
export function withLater(calendar: Calendar, from: string): { calendar: Calendar; week: number } {
  const later = calendar.later ?? [];
  const known = later.findIndex((one) => one.from === from);
  if (known >= 0) return { calendar, week: known + 1 };
  const week = later.findLast((one) => one.from < from)?.week ?? calendar.week;
  const changed = sorted([...later, { from, week }]);
  return { calendar: { ...calendar, later: changed }, week: changed.findIndex((one) => one.from === from) + 1 };
}

const sorted = (later: readonly Later[]) => later.toSorted((a, b) => (a.from < b.from ? -1 : 1));

/** The first Monday from which no other hours hold yet. */
function nextMonday(today: string, later: readonly Later[]): string {
  let monday = shifted(today, 7 - weekdayOf(today));
  while (later.some(({ from }) => from === monday)) monday = shifted(monday, 7);
  return monday;
}
