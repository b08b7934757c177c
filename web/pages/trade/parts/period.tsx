import { Group, TextInput } from '@mantine/core';
import { faultAt } from '../../../parts/form/faults.ts';
import { useWords } from './data.ts';

/** Two days such as `2027-03-01`; what goes on for good has no end, which is empty in a form. */
type Period = { readonly startsOn: string; readonly endsOn: string };

type Props = {
  readonly value: Period;
  readonly onChange: (to: Partial<Period>) => void;
  readonly error: unknown;
  /** The first day it may begin on. */
  readonly earliest?: string;
};

/** From which day on, and until which. */
export function PeriodFields({ value: { startsOn, endsOn }, onChange, error, earliest }: Props) {
  const { t } = useWords();
  return (
    <Group grow align="flex-start">
      <TextInput
        type="date"
        label={t('period.startsOn')}
        value={startsOn}
        min={earliest}
        onChange={({ currentTarget }) => onChange({ startsOn: currentTarget.value })}
        error={faultAt(error, 'startsOn')}
        required
      />
      <TextInput
        type="date"
        label={t('period.endsOn')}
        value={endsOn}
        min={startsOn}
        onChange={({ currentTarget }) => onChange({ endsOn: currentTarget.value })}
        error={faultAt(error, 'endsOn')}
      />
    </Group>
  );
}

/** As the API takes it. */
export const periodOf = ({ startsOn, endsOn }: Period) => ({ startsOn, ...(endsOn === '' ? {} : { endsOn }) });
