import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { clockOf } from './days.ts';

type Props = { readonly label: string; readonly minutes: number; readonly onChange: (clock: string) => void };

/** A time of day, typed in any usual way: 9, 9:30, 930, 17.15. What is none is put back as it was. */
export function TimeField({ label, minutes, onChange }: Props) {
  const { t } = useTranslation(['house', 'common']);
  const [typed, setTyped] = useState<string>();
  const isOdd = typed !== undefined && clockFrom(typed) === undefined;
  const done = () => {
    const clock = typed === undefined ? undefined : clockFrom(typed);
    if (clock !== undefined && clock !== clockOf(minutes)) onChange(clock);
    setTyped(undefined);
  };
  return (
    <input
      className="time-field"
      inputMode="numeric"
      maxLength={5}
      autoComplete="off"
      aria-label={label}
      aria-invalid={isOdd}
      title={isOdd ? t('hours.oddTime') : undefined}
      value={typed ?? clockOf(minutes)}
      onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      onFocus={({ currentTarget }) => currentTarget.select()}
      onBlur={done}
      onKeyDown={({ key }) => {
        if (key === 'Enter') done();
        if (key === 'Escape') setTyped(undefined);
      }}
    />
  );
}

function clockFrom(text: string): string | undefined {
  const [, hours = '', minutes = '0'] = /^\s*(\d{1,2})(?:[:.h]?(\d{2}))?\s*$/.exec(text) ?? [];
  if (hours === '' || Number(hours) > 24 || Number(minutes) > 59) return undefined;
  return clockOf(Number(hours) * 60 + Number(minutes));
}
