import { Select, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { answer, api, once } from '../../../client/api.ts';
import { sitesQuery } from '../../../client/places.ts';
import { faultAt } from '../../../parts/form/faults.ts';
import { zones } from '../parts/zones.ts';
import { PlaceForm } from './form.tsx';
import { Places } from './places.tsx';

const route = getRouteApi('/app/house-people/a/$account/sites');

/** Where people work. */
export function SitesPage() {
  const { t } = useTranslation(['house', 'common']);
  const { account } = route.useParams();
  const { open } = route.useSearch();
  const navigate = useNavigate();
  const found = useQuery(sitesQuery(account));
  const go = (open?: string) =>
    void navigate({ to: '/a/$account/sites', params: { account }, search: open ? { open } : {} });
  const chosen = found.data?.find(({ id }) => id === open);
  return (
    <Places
      kind="site"
      found={found}
      open={go}
      columns={[t('site.address'), t('site.zone')]}
      cells={({ address, zone }) => [address, zone ?? t('site.zoneOfAccount')]}
      peopleBy="site"
    >
      {(open === 'new' || chosen) && (
        <PlaceForm
          kind="site"
          initial={{ name: chosen?.name ?? '', address: chosen?.address ?? '', zone: chosen?.zone ?? null }}
          onClose={() => go()}
          save={(body) =>
            answer(
              chosen
                ? api(account).PATCH('/v1/sites/{id}', { params: { path: { id: chosen.id }, header: once() }, body })
                : api(account).POST('/v1/sites', { params: { header: once() }, body }),
            )
          }
        >
          {(value, change, error) => (
            <>
              <Textarea
                label={t('site.address')}
                value={value.address}
                onChange={({ currentTarget }) => change({ address: currentTarget.value })}
                error={faultAt(error, 'address')}
                autosize
                minRows={2}
                maxLength={1000}
              />
              <Select
                label={t('site.zone')}
                description={t('site.zoneHelp')}
                data={zones()}
                value={value.zone}
                onChange={(zone) => change({ zone })}
                error={faultAt(error, 'zone')}
                placeholder={t('site.zoneOfAccount')}
                searchable
                clearable
                limit={100}
                nothingFoundMessage={t('common:page.nothing')}
                clearButtonProps={{ 'aria-label': t('common:action.clear') }}
              />
            </>
          )}
        </PlaceForm>
      )}
    </Places>
  );
}
