import { CloseButton } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { personQuery } from '../../../client/people.ts';
import { PersonPicker } from '../../../parts/person-picker.tsx';
import { useWords } from '../parts/data.ts';

/** People, chosen one after the other. */
export function CoveredPeople({ account, value, onChange, error }: CoveredPeopleProps) {
  const { t } = useWords();
  const people = useQueries({ queries: value.map((id) => personQuery(account, id)) });
  return (
    <div>
      <PersonPicker
        key={value.length}
        account={account}
        label={t('coverage.people')}
        value={null}
        onChange={(id) => id && onChange([...value, id])}
        error={error}
        of={({ id }) => !value.includes(id)}
      />
      <ul className="trade-chips">
        {value.map((id, index) => {
          const name = people[index]?.data?.name ?? '…';
          return (
            <li key={id}>
              {name}
              <CloseButton
                size="sm"
                aria-label={t('coverage.removeOf', { name })}
                onClick={() => onChange(value.filter((one) => one !== id))}
              />
            </li>
          );
        })}
      </ul>
    </div>
  );
}
type CoveredPeopleProps = {
  readonly account: string;
  readonly value: readonly string[];
  readonly onChange: (to: string[]) => void;
  readonly error: string | undefined;
};
