import { Select, TextInput } from '@mantine/core';
import { faultAt } from '../../../parts/form/faults.ts';
import { useFormat } from '../../../parts/format.ts';
import { useWords } from '../parts/data.ts';
import { dayNames } from '../parts/hours.ts';
import { daysAstray, type HoursDraft } from './draft.ts';

const zones = Intl.supportedValuesOf('timeZone');

/** Hours of a week, each day as a line of text. */
export function HoursEditor({ title, help, value, onChange, error, at }: HoursEditorProps) {
  const { t } = useWords();
  const { locale } = useFormat();
  const astray = daysAstray(value);
  return (
    <fieldset className="trade-fieldset">
      <legend>{title}</legend>
      <p className="quiet small">{help}</p>
      <div className="hours-days">
        {dayNames(locale, 'long').map((name, day) => (
          <TextInput
            key={name}
            label={name}
            value={value.days[day] ?? ''}
            placeholder={t('hours.closed')}
            onChange={({ currentTarget }) =>
              onChange({
                ...value,
                days: value.days.map((text, index) => (index === day ? currentTarget.value : text)),
              })
            }
            error={astray.includes(day) ? t('hours.astray') : faultAt(error, `${at}/week/${day}`)}
            size="xs"
          />
        ))}
      </div>
      <Select
        label={t('hours.zone')}
        data={zones.includes(value.zone) ? zones : [value.zone, ...zones]}
        value={value.zone}
        onChange={(zone) => zone && onChange({ ...value, zone })}
        searchable
        allowDeselect={false}
        error={faultAt(error, `${at}/zone`)}
        maw={280}
      />
    </fieldset>
  );
}
type HoursEditorProps = {
  readonly title: string;
  readonly help: string;
  readonly value: HoursDraft;
  readonly onChange: (to: HoursDraft) => void;
  readonly error: unknown;
  /** The field of the offering. */
  readonly at: 'calendar' | 'serviceHours';
};
