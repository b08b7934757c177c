import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { personQuery } from '../../../client/people.ts';
import { organizationsQuery, sitesQuery } from '../../../client/places.ts';

/** Somebody by his name, which leads to him. `known`: the name, where it was told already. */
export function PersonName({ account, id, known }: { account: string; id: string; known?: string }) {
  const { t } = useTranslation(['house', 'common']);
  const { data, isPending } = useQuery({ ...personQuery(account, id), enabled: known === undefined });
  const name = known ?? data?.name;
  if (!name && isPending) return <span className="quiet">…</span>;
  if (!name) return <span className="quiet">{t('names.hidden')}</span>;
  return (
    <Link to="/a/$account/people/$person" params={{ account, person: id }}>
      {name}
    </Link>
  );
}

/** Names of places by their id. */
export function usePlaceNames(account: string): ReadonlyMap<string, string> {
  const organizations = useQuery(organizationsQuery(account)).data ?? [];
  const sites = useQuery(sitesQuery(account)).data ?? [];
  return new Map([...organizations, ...sites].map(({ id, name }) => [id, name]));
}
