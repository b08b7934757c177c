import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { answer, api, once } from '../../../client/api.ts';
import { organizationsQuery } from '../../../client/places.ts';
import { faultAt } from '../../../parts/form/faults.ts';
import type { Organization } from '../queries.ts';
import { PlaceForm } from './form.tsx';
import { Places } from './places.tsx';

const route = getRouteApi('/app/house-people/a/$account/organizations');

/** Where people belong, and what belongs to what. */
export function OrganizationsPage() {
  const { t } = useTranslation(['house', 'common']);
  const { account } = route.useParams();
  const { open } = route.useSearch();
  const navigate = useNavigate();
  const found = useQuery(organizationsQuery(account));
  const all = found.data ?? [];
  const go = (open?: string) =>
    void navigate({ to: '/a/$account/organizations', params: { account }, search: open ? { open } : {} });
  const chosen = all.find(({ id }) => id === open);
  return (
    <Places
      kind="organization"
      found={{ ...found, data: found.data && inOrder(found.data) }}
      open={go}
      columns={[t('organization.parent')]}
      cells={({ parentId }) => [all.find(({ id }) => id === parentId)?.name]}
      depth={({ depth }) => depth}
      peopleBy="organization"
    >
      {(open === 'new' || chosen) && (
        <PlaceForm
          kind="organization"
          initial={{ name: chosen?.name ?? '', parentId: chosen?.parentId ?? null }}
          onClose={() => go()}
          save={(body) =>
            answer(
              chosen
                ? api(account).PATCH('/v1/organizations/{id}', {
                    params: { path: { id: chosen.id }, header: once() },
                    body,
                  })
                : api(account).POST('/v1/organizations', { params: { header: once() }, body }),
            )
          }
        >
          {(value, change, error) => (
            <Select
              label={t('organization.parent')}
              description={t('organization.parentHelp')}
              data={all
                .filter(({ id, accountId }) => id !== chosen?.id && (!chosen || accountId === chosen.accountId))
                .map(({ id, name }) => ({ value: id, label: name }))}
              value={value.parentId}
              onChange={(parentId) => change({ parentId })}
              error={faultAt(error, 'parentId')}
              placeholder={t('organization.top')}
              searchable
              clearable
              clearButtonProps={{ 'aria-label': t('common:action.clear') }}
            />
          )}
        </PlaceForm>
      )}
    </Places>
  );
}

/** Each below what it belongs to, by name. */
function inOrder(all: readonly Organization[]): (Organization & { readonly depth: number })[] {
  const known = new Set(all.map(({ id }) => id));
  const below = (parent: string | null, depth: number): (Organization & { readonly depth: number })[] =>
    all
      .filter(({ parentId }) => (parentId !== null && known.has(parentId) ? parentId : null) === parent)
      .flatMap((one) => [{ ...one, depth }, ...below(one.id, depth + 1)]);
  return below(null, 0);
}
