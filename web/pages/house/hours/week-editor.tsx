import { ActionIcon, Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { clockOf, overlapOf, type Range, rangeOf, type Week } from './days.ts';
import { TimeField } from './time-field.tsx';
import { useHourWords } from './words.ts';

type Props = { readonly week: Week; readonly onChange: (week: Week) => void };

const noNames: ReadonlyMap<string, string> = new Map();

/** From and to of each weekday, several times a day if need be. An end that is not after its beginning is the next day's. */
export function WeekEditor({ week, onChange }: Props) {
  const { t } = useTranslation(['house', 'common']);
  const { weekdayName } = useHourWords(noNames);
  const set = (weekday: number, hours: readonly Range[]) =>
    onChange(week.map((before, index) => (index === weekday ? hours : before)));
  return (
    <div className="week-editor">
      {week.map((hours, weekday) => {
        const overlap = overlapOf(week, weekday);
        const name = weekdayName(weekday);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: weekdays are always these.
          <fieldset key={weekday}>
            <legend>{name}</legend>
            <div className="week-ranges">
              {hours.length === 0 && <span className="quiet">{t('hours.freeDay')}</span>}
              {hours.map((range, index) => (
                <RangeFields
                  // biome-ignore lint/suspicious/noArrayIndexKey: they have no other name, and none changes places.
                  key={index}
                  label={`${name} ${index + 1}`}
                  range={range}
                  onChange={(changed) =>
                    set(
                      weekday,
                      hours.map((one, at) => (at === index ? changed : one)),
                    )
                  }
                  onRemove={() =>
                    set(
                      weekday,
                      hours.filter((_, at) => at !== index),
                    )
                  }
                />
              ))}
              {overlap && (
                <Text size="sm" className="late" role="alert">
                  {t(`hours.overlap.${overlap}`)}
                </Text>
              )}
            </div>
            <div className="week-actions">
              <Button
                size="compact-sm"
                variant="subtle"
                aria-label={t('hours.addRange', { day: name })}
                onClick={() => set(weekday, [...hours, nextRange(hours)])}
              >
                {t('hours.add')}
              </Button>
              {weekday === 0 && (
                <Button
                  size="compact-sm"
                  variant="subtle"
                  onClick={() => onChange(week.map((before, index) => (index < 5 ? hours : before)))}
                >
                  {t('hours.sameOnWeekdays')}
                </Button>
              )}
            </div>
          </fieldset>
        );
      })}
    </div>
  );
}

type RangeProps = {
  readonly label: string;
  readonly range: Range;
  readonly onChange: (range: Range) => void;
  readonly onRemove: () => void;
};

function RangeFields({ label, range: [from, to], onChange, onRemove }: RangeProps) {
  const { t } = useTranslation(['house', 'common']);
  return (
    <span className="week-range">
      <TimeField
        label={t('hours.from', { day: label })}
        minutes={from}
        onChange={(clock) => onChange(rangeOf(clock, clockOf(to)))}
      />
      <span aria-hidden="true">–</span>
      <TimeField
        label={t('hours.to', { day: label })}
        minutes={to}
        onChange={(clock) => onChange(rangeOf(clockOf(from), clock))}
      />
      {to > 1440 && <span className="house-mark">{t('hours.nextDay')}</span>}
      <ActionIcon variant="subtle" color="gray" aria-label={t('hours.removeRange', { day: label })} onClick={onRemove}>
        ✕
      </ActionIcon>
    </span>
  );
}

/** After what there is already, for the afternoon; else nine to five. */
function nextRange(hours: readonly Range[]): Range {
  const last = hours.at(-1)?.[1];
  if (last === undefined) return [540, 1020];
  const from = Math.min(last + 60, 1380);
  return [from, Math.min(from + 240, 1440)];
}
