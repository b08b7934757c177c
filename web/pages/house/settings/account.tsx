import { Button, Group, Stack, Switch, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, once } from '../../../client/api.ts';
import { meQuery } from '../../../client/me.ts';
import { faultAt } from '../../../parts/form/faults.ts';
import { useFormat } from '../../../parts/format.ts';
import { ProblemNote, tellDone } from '../../../parts/problem.tsx';
import { SkeletonRows } from '../../../parts/skeleton.tsx';
import { useTitle } from '../../../parts/title.ts';
import { Confirm } from '../parts/confirm.tsx';
import { useRights } from '../parts/rights.ts';
import { accountQuery, type OwnAccount } from '../queries.ts';

const route = getRouteApi('/app/house-settings/a/$account/settings');

/** What the account is called, and who sees its work. */
export function AccountPage() {
  const { t } = useTranslation(['house', 'common']);
  useTitle(t('account.title'));
  const { account } = route.useParams();
  const { data: own, error, refetch } = useQuery(accountQuery(account));
  return (
    <>
      <div className="page-head">
        <h1>{t('account.title')}</h1>
      </div>
      {error && <ProblemNote error={error} again={() => void refetch()} />}
      {!own && !error && <SkeletonRows />}
      {own && (
        <div className="house-columns">
          <Form key={`${own.name} ${own.confidential}`} account={account} own={own} />
          <Facts own={own} />
        </div>
      )}
    </>
  );
}

function Form({ account, own }: { account: string; own: OwnAccount }) {
  const { t } = useTranslation(['house', 'common']);
  const queries = useQueryClient();
  const { administers } = useRights();
  const [name, setName] = useState(own.name);
  const [confidential, setConfidential] = useState(own.confidential ?? false);
  const [asked, setAsked] = useState(false);
  const switched = confidential !== own.confidential;
  const save = useMutation({
    mutationFn: () => {
      const params = { path: { id: own.id }, header: once() };
      const body = { ...(name === own.name ? {} : { name }), ...(switched ? { confidential } : {}) };
      return answer(api(account).PATCH('/v1/accounts/{id}', { params, body }));
    },
    onSuccess: async (saved) => {
      await queries.invalidateQueries({ queryKey: accountQuery(account).queryKey });
      setAsked(false);
      tellDone(t('saved', { name: saved.name }));
      await queries.invalidateQueries({ queryKey: meQuery.queryKey });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (switched) setAsked(true);
    else save.mutate();
  };
  return (
    <Stack component="form" onSubmit={submit} aria-label={t('account.title')}>
      <TextInput
        label={t('account.name')}
        description={t('account.nameHelp')}
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
        error={faultAt(save.error, 'name')}
        disabled={!administers}
        required
        maxLength={200}
      />
      <Switch
        label={t('account.confidential')}
        description={t('account.confidentialHelp')}
        checked={confidential}
        onChange={({ currentTarget }) => setConfidential(currentTarget.checked)}
        disabled={!administers}
      />
      {!administers && (
        <Text size="sm" className="quiet">
          {t('account.readOnly')}
        </Text>
      )}
      {save.error && !asked && <ProblemNote error={save.error} />}
      {administers && (
        <Group>
          <Button type="submit" loading={save.isPending} disabled={name === own.name && !switched}>
            {t('common:action.save')}
          </Button>
        </Group>
      )}
      <Confirm
        opened={asked}
        onClose={() => setAsked(false)}
        title={t(confidential ? 'account.hideTitle' : 'account.openTitle')}
        does={t('common:action.save')}
        busy={save.isPending}
        error={save.error}
        onConfirm={() => save.mutate()}
      >
        <Text>{t(confidential ? 'account.hideHelp' : 'account.openHelp', { name: own.name })}</Text>
      </Confirm>
    </Stack>
  );
}

function Facts({ own }: { own: OwnAccount }) {
  const { t } = useTranslation(['house', 'common']);
  const format = useFormat();
  return (
    <section aria-labelledby="account-facts">
      <h2 id="account-facts">{t('account.facts')}</h2>
      <dl className="house-facts">
        <div>
          <dt>{t('account.handle')}</dt>
          <dd>
            <code>{own.handle}</code>
          </dd>
        </div>
        <div>
          <dt>{t('account.kind')}</dt>
          <dd>{own.kind && t(`account.kinds.${own.kind}`)}</dd>
        </div>
        <div>
          <dt>{t('account.roles')}</dt>
          <dd>
            {own.roles?.join(', ') || <span className="quiet">–</span>}
            <div className="quiet">{t('account.rolesHelp')}</div>
          </dd>
        </div>
        {own.createdAt && (
          <div>
            <dt>{t('account.since')}</dt>
            <dd>{format.date(own.createdAt)}</dd>
          </div>
        )}
      </dl>
    </section>
  );
}
