import { useQuery } from '@tanstack/react-query';
import { personQuery, teamsQuery } from '../../../client/people.ts';
import { useWords } from '../parts/data.ts';
import type { Rule } from './scheme-editor.tsx';

/** Who is told when, and where tasks go then, in sentences. */
export function SchemeWords({ account, of }: { account: string; of: readonly Rule[] }) {
  const { t } = useWords();
  if (of.length === 0) return <p>{t('scheme.usual')}</p>;
  return (
    <ul className="trade-bullets">
      {of.map((rule) => (
        <li key={`${rule.goal} ${rule.at}`}>
          {rule.at === 'breach'
            ? t('scheme.whenBreached', { goal: t(`promise.${rule.goal}`) })
            : t('scheme.whenUsed', { goal: t(`promise.${rule.goal}`), percent: rule.at })}
          {': '}
          {rule.to.map((one) => t(`scheme.told.${one}`)).join(', ')}
          {rule.inWorkingHours && <span className="quiet"> {t('scheme.hoursNote')}</span>}
          {rule.escalateTo && <Escalation account={account} to={rule.escalateTo} />}
        </li>
      ))}
    </ul>
  );
}

function Escalation({ account, to }: { account: string; to: NonNullable<Rule['escalateTo']> }) {
  const { t } = useWords();
  const teams = useQuery(teamsQuery(account));
  const personId = 'person' in to ? to.person : null;
  const person = useQuery(personQuery(account, personId));
  const name = 'team' in to ? teams.data?.find(({ id }) => id === to.team)?.name : person.data?.name;
  return <> → {t('scheme.goesTo', { name: name ?? '…' })}</>;
}
