import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Role } from '../../../client/me.ts';
import { PersonName } from '../parts/names.tsx';
import type { Entry } from './queries.ts';
import { RecordName, TeamName } from './record-name.tsx';

/** What was done, as a sentence; of what has no sentence of its own the action's name is said. */
export function Sentence({ account, entry }: { account: string; entry: Entry }) {
  const { t, i18n } = useTranslation(['house', 'common']);
  const { action, record, changes } = entry;
  const key = [`audit.did.${record.kind}_${action}`, `audit.did.${action}`].find((one) => i18n.exists(`house:${one}`));
  const said: string = t((key ?? 'audit.did.else') as 'audit.did.else');
  const text = (field: string) => (typeof changes[field] === 'string' ? changes[field] : undefined);
  const [role, person, team] = [text('role'), text('person') ?? text('member'), text('team')];
  const nodes: Record<string, ReactNode> = {
    '{who}': <Who account={account} by={entry.by} />,
    '{what}': <RecordName account={account} {...record} />,
    '{role}': role && <strong>{t(`common:role.${role as Role}`)}</strong>,
    '{person}': person ? <PersonName account={account} id={person} /> : t('audit.somebody'),
    '{team}': team ? <TeamName account={account} id={team} /> : t('audit.noTeam'),
    '{action}': action.replaceAll('_', ' '),
    '{other}': <strong>{text('name') ?? text('handle') ?? text('capability') ?? text('item')}</strong>,
  };
  const reason = text('reason');
  return (
    <>
      {said.split(/(\{\w+\})/).map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence have no other name.
        <span key={index}>{nodes[part] ?? part}</span>
      ))}
      {reason && <span className="quiet"> “{reason}”</span>}
    </>
  );
}

function Who({ account, by }: { account: string; by: Entry['by'] }) {
  const { t } = useTranslation(['house', 'common']);
  if (by.product) return <span className="quiet">{t('audit.accord')}</span>;
  if (by.person === null) return <span className="quiet">{t('audit.somebody')}</span>;
  if (by.person.id !== null) return <PersonName account={account} id={by.person.id} known={by.person.name} />;
  const of = by.account?.name ?? by.account?.handle;
  return (
    <>
      <strong>{by.person.name}</strong>
      {of && <span className="quiet"> ({of})</span>}
    </>
  );
}
