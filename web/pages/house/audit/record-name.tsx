import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { teamsQuery } from '../../../client/people.ts';
import { PersonName, usePlaceNames } from '../parts/names.tsx';
import { useRights } from '../parts/rights.ts';
import { titleQuery } from './queries.ts';
import { isKind, type Kind } from './words.ts';

/** The record of an entry: what it is, and how it is called where the viewer may know it. */
export function RecordName({ account, kind, id }: { account: string; kind: string; id: string }) {
  const { t } = useTranslation(['house', 'common']);
  if (kind === 'person') return <PersonName account={account} id={id} />;
  if (kind === 'team') return <TeamName account={account} id={id} />;
  if (kind === 'task' || kind === 'process') return <Titled account={account} kind={kind} id={id} />;
  if (kind === 'site' || kind === 'organization') return <PlaceName account={account} kind={kind} id={id} />;
  if (kind === 'account') return <AccountName id={id} />;
  return <>{isKind(kind) ? t(`audit.what.${kind}`) : kind}</>;
}

export function TeamName({ account, id }: { account: string; id: string }) {
  const { t } = useTranslation(['house', 'common']);
  const name = useQuery(teamsQuery(account)).data?.find((team) => team.id === id)?.name;
  if (!name) return <>{t('audit.what.team')}</>;
  return (
    <Link to="/a/$account/teams/$team" params={{ account, team: id }}>
      {name}
    </Link>
  );
}

function Titled({ account, kind, id }: { account: string; kind: 'task' | 'process'; id: string }) {
  const { t } = useTranslation(['house', 'common']);
  const { data: title } = useQuery(titleQuery(account, kind, id));
  const what = t(`audit.what.${kind}`);
  if (title === undefined) return <>{what}</>;
  if (kind === 'process') return <Named what={what} name={title} />;
  return (
    <>
      {what}{' '}
      <Link to="/inbox/$account/$task" params={{ account, task: id }}>
        “{title}”
      </Link>
    </>
  );
}

function PlaceName({ account, kind, id }: { account: string; kind: Kind; id: string }) {
  const { t } = useTranslation(['house', 'common']);
  return <Named what={t(`audit.what.${kind}`)} name={usePlaceNames(account).get(id)} />;
}

function AccountName({ id }: { id: string }) {
  const { t } = useTranslation(['house', 'common']);
  const { own } = useRights();
  return own?.id === id ? <strong>{own.name}</strong> : t('audit.what.account');
}

function Named({ what, name }: { what: string; name: string | undefined }) {
  return (
    <>
      {what}
      {name && <strong> “{name}”</strong>}
    </>
  );
}
