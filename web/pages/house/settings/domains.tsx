import { Button, Select, Stack, Switch, TagsInput, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, once } from '../../../client/api.ts';
import { hasRole, meQuery, useMe } from '../../../client/me.ts';
import { AccountBadge } from '../../../parts/account.tsx';
import { faultAt } from '../../../parts/form/faults.ts';
import { NotHere } from '../../../parts/not-here.tsx';
import { PersonPicker } from '../../../parts/person-picker.tsx';
import { ProblemNote, tellDone } from '../../../parts/problem.tsx';
import { useTitle } from '../../../parts/title.ts';
import { useRights } from '../parts/rights.ts';
import { zones } from '../parts/zones.ts';

const route = getRouteApi('/app/house-settings/a/$account/settings/domains');

/** The departments that share the directory, each an account of its own. */
export function DomainsPage() {
  const { t } = useTranslation(['house', 'common']);
  useTitle(t('domain.title'));
  const { account } = route.useParams();
  const { own, maintains } = useRights();
  const me = useMe();
  if (own && (own.kind !== 'directory' || !maintains)) return <NotHere />;
  const mine = me.accounts.filter(({ handle }) => handle.startsWith(`${account}-`));
  return (
    <>
      <div className="page-head">
        <h1>{t('domain.title')}</h1>
      </div>
      <p className="quiet house-lead">{t('domain.lead')}</p>
      <div className="house-columns">
        <NewDomain account={account} />
        <section aria-labelledby="domains-mine">
          <h2 id="domains-mine">{t('domain.mine')}</h2>
          {mine.length === 0 && (
            <Text size="sm" className="quiet">
              {t('domain.noneMine')}
            </Text>
          )}
          <ul className="house-rows">
            {mine.map((domain) => (
              <li key={domain.id}>
                <AccountBadge handle={domain.handle} name={domain.name} />
                {hasRole(domain, 'account_admin') && (
                  <Link to="/a/$account/settings" params={{ account: domain.handle }}>
                    {t('domain.settings')}
                  </Link>
                )}
              </li>
            ))}
          </ul>
        </section>
      </div>
    </>
  );
}

const empty = { name: '', ending: '', administrator: null as string | null, zone: null as string | null };

function NewDomain({ account }: { account: string }) {
  const { t } = useTranslation(['house', 'common']);
  const queries = useQueryClient();
  const [wanted, setWanted] = useState(empty);
  const [roles, setRoles] = useState<string[]>([]);
  const [confidential, setConfidential] = useState<boolean>();
  const ending = wanted.ending || endingOf(wanted.name).replace(`${account}-`, '');
  const handle = `${account}-${ending}`;
  const create = useMutation({
    mutationFn: () => {
      const { name, administrator, zone } = wanted;
      const body = {
        handle,
        name,
        ...(administrator ? { administrator } : {}),
        ...(zone ? { zone } : {}),
        ...(roles.length > 0 ? { roles } : {}),
        ...(confidential === undefined ? {} : { confidential }),
      };
      return answer(api(account).POST('/v1/accounts', { params: { header: once() }, body }));
    },
    onSuccess: async ({ name }) => {
      setWanted(empty);
      setRoles([]);
      setConfidential(undefined);
      tellDone(t('domain.made', { name }));
      await queries.invalidateQueries({ queryKey: meQuery.queryKey });
    },
  });
  const change = (part: Partial<typeof empty>) => setWanted({ ...wanted, ...part });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate();
  };
  return (
    <section aria-labelledby="domain-new">
      <h2 id="domain-new">{t('domain.new')}</h2>
      <Stack component="form" onSubmit={submit}>
        <TextInput
          label={t('account.name')}
          placeholder={t('domain.nameExample')}
          value={wanted.name}
          onChange={({ currentTarget }) => change({ name: currentTarget.value })}
          error={faultAt(create.error, 'name')}
          required
          maxLength={200}
        />
        <TextInput
          label={t('account.handle')}
          description={t('domain.handleHelp', { handle })}
          leftSection={<span className="quiet house-handle">{account}-</span>}
          leftSectionWidth={account.length * 8 + 22}
          value={ending}
          onChange={({ currentTarget }) => change({ ending: endingOf(currentTarget.value) })}
          error={faultAt(create.error, 'handle')}
        />
        <PersonPicker
          account={account}
          label={t('domain.administrator')}
          description={t('domain.administratorHelp')}
          placeholder={t('domain.yourself')}
          value={wanted.administrator}
          onChange={(administrator) => change({ administrator })}
          error={faultAt(create.error, 'administrator')}
        />
        <Select
          label={t('site.zone')}
          description={t('domain.zoneHelp')}
          data={zones()}
          value={wanted.zone}
          onChange={(zone) => change({ zone })}
          error={faultAt(create.error, 'zone')}
          placeholder={t('domain.zoneDefault')}
          searchable
          clearable
          limit={100}
          clearButtonProps={{ 'aria-label': t('common:action.clear') }}
        />
        <TagsInput
          label={t('account.roles')}
          description={t('domain.rolesHelp')}
          data={['hr', 'it', 'facilities', 'finance']}
          value={roles}
          onChange={(names) => setRoles(names.map((name) => name.toLowerCase().trim()))}
          error={faultAt(create.error, 'roles')}
        />
        <Switch
          label={t('account.confidential')}
          description={t('account.confidentialHelp')}
          checked={confidential ?? roles.includes('hr')}
          onChange={({ currentTarget }) => setConfidential(currentTarget.checked)}
        />
        {create.error && <ProblemNote error={create.error} />}
        <Button
          type="submit"
          loading={create.isPending}
          disabled={wanted.name.trim() === '' || handle === `${account}-`}
          style={{ alignSelf: 'flex-start' }}
        >
          {t('domain.make')}
        </Button>
      </Stack>
    </section>
  );
}

/** The part of a handle that comes of a name: "Fernhill Finance" is `finance`. */
const endingOf = (name: string) =>
  name
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-/, '')
    .slice(0, 40);
