import { Button, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, once, type Schemas } from '../../../client/api.ts';
import { Empty } from '../../../parts/empty.tsx';
import { useFormat } from '../../../parts/format.ts';
import { useNow } from '../../../parts/now.ts';
import { ProblemNote, tellDone } from '../../../parts/problem.tsx';
import { SkeletonRows } from '../../../parts/skeleton.tsx';
import { useTitle } from '../../../parts/title.ts';
import { When } from '../../../parts/when.tsx';
import { Wide } from '../../../parts/wide.tsx';
import { type Command, useCommands } from '../../../shell/commands.ts';
import { Confirm } from '../parts/confirm.tsx';
import { useRights } from '../parts/rights.ts';
import { tokensQuery } from '../queries.ts';
import { NewToken } from './new-token.tsx';

type Token = Schemas['Token'];
const route = getRouteApi('/app/house-settings/a/$account/settings/tokens');

/** Lets programs act as the viewer in this account. */
export function TokensPage() {
  const { t } = useTranslation(['house', 'common']);
  useTitle(t('token.title'));
  const { account } = route.useParams();
  const { make = false } = route.useSearch();
  const navigate = useNavigate();
  const { name } = useRights();
  const { data, error, refetch } = useQuery(tokensQuery(account));
  const asking = useMemo(
    () => (open: boolean) =>
      void navigate({ to: '/a/$account/settings/tokens', params: { account }, search: open ? { make: true } : {} }),
    [navigate, account],
  );
  const commands = useMemo<Command[]>(
    () => [{ id: 'token-new', label: t('token.new'), group: t('token.title'), keys: 'n', run: () => asking(true) }],
    [asking, t],
  );
  useCommands(commands);
  const add = <Button onClick={() => asking(true)}>{t('token.new')}</Button>;
  return (
    <>
      <div className="page-head">
        <h1>{t('token.title')}</h1>
        {data && data.items.length > 0 && <div className="actions">{add}</div>}
      </div>
      <p className="quiet house-lead">{t('token.lead', { name })}</p>
      {error && <ProblemNote error={error} again={() => void refetch()} />}
      {!data && !error && <SkeletonRows />}
      {data?.items.length === 0 && (
        <Empty title={t('token.noneTitle')} action={add}>
          {t('token.none')}
        </Empty>
      )}
      {data && data.items.length > 0 && <List account={account} tokens={data.items} />}
      {make && <NewToken account={account} onClose={() => asking(false)} />}
    </>
  );
}

function List({ account, tokens }: { account: string; tokens: readonly Token[] }) {
  const { t } = useTranslation(['house', 'common']);
  const format = useFormat();
  const now = useNow();
  const queries = useQueryClient();
  const [asked, setAsked] = useState<Token>();
  const revoke = useMutation({
    mutationFn: ({ id }: Token) =>
      answer(api(account).POST('/v1/tokens/{id}/revocation', { params: { path: { id }, header: once() } })),
    onSuccess: async ({ name }) => {
      setAsked(undefined);
      tellDone(t('token.revoked', { name }));
      await queries.invalidateQueries({ queryKey: tokensQuery(account).queryKey });
    },
  });
  return (
    <>
      <Wide label={t('token.title')}>
        <table className="plain">
          <caption className="visually-hidden">{t('token.title')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('token.name')}</th>
              <th scope="col">{t('token.scopes')}</th>
              <th scope="col">{t('token.lastUsed')}</th>
              <th scope="col">{t('token.state')}</th>
              <th scope="col">
                <span className="visually-hidden">{t('place.actions')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {tokens.map((token) => {
              const over = new Date(token.expiresAt).getTime() <= now;
              const open = token.revokedAt === null && !over;
              return (
                <tr key={token.id} data-disabled={!open}>
                  <th scope="row">{token.name}</th>
                  <td>{token.scopes.map((scope) => t(`token.scope.${scope}`)).join(', ')}</td>
                  <td>
                    {token.lastUsedAt ? (
                      <When at={token.lastUsedAt} />
                    ) : (
                      <span className="quiet">{t('token.unused')}</span>
                    )}
                  </td>
                  <td>
                    {token.revokedAt
                      ? t('token.revokedOn', { date: format.date(token.revokedAt) })
                      : t(over ? 'token.expired' : 'token.expires', { date: format.date(token.expiresAt) })}
                  </td>
                  <td className="house-row-actions">
                    {open && (
                      <Button
                        size="compact-sm"
                        variant="default"
                        aria-label={t('token.revokeLabel', { name: token.name })}
                        onClick={() => setAsked(token)}
                      >
                        {t('token.revoke')}
                      </Button>
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </Wide>
      <Confirm
        opened={asked !== undefined}
        onClose={() => {
          setAsked(undefined);
          revoke.reset();
        }}
        title={t('token.revokeTitle', { name: asked?.name ?? '' })}
        does={t('token.revoke')}
        busy={revoke.isPending}
        error={revoke.error}
        onConfirm={() => asked && revoke.mutate(asked)}
      >
        <Text>
          {asked?.lastUsedAt
            ? t('token.revokeUsed', { date: format.dateTime(asked.lastUsedAt) })
            : t('token.revokeUnused')}
        </Text>
      </Confirm>
    </>
  );
}
