import { Button, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, once } from '../../../client/api.ts';
import type { SeenPerson } from '../../../client/people.ts';
import { useFormat } from '../../../parts/format.ts';
import { tellDone } from '../../../parts/problem.tsx';
import { Confirm } from '../parts/confirm.tsx';
import { identitiesQuery } from '../queries.ts';

/** Who the person is at OpenID providers. */
export function Identities({ account, person }: { account: string; person: SeenPerson }) {
  const { t } = useTranslation(['house', 'common']);
  const format = useFormat();
  const queries = useQueryClient();
  const { data } = useQuery(identitiesQuery(account, person.id));
  const [asked, setAsked] = useState<string>();
  const unlink = useMutation({
    mutationFn: (identity: string) => {
      const params = { path: { id: person.id, identity }, header: once() };
      return answer(api(account).DELETE('/v1/people/{id}/identities/{identity}', { params }));
    },
    onSuccess: (left) => {
      queries.setQueryData(identitiesQuery(account, person.id).queryKey, left);
      setAsked(undefined);
      tellDone(t('identity.unlinked', { name: person.name }));
    },
  });
  return (
    <section aria-labelledby="identities">
      <h2 id="identities">{t('identity.title')}</h2>
      {data?.items.length === 0 && (
        <Text size="sm" className="quiet">
          {t('identity.none')}
        </Text>
      )}
      {data && data.items.length > 0 && (
        <ul className="house-rows">
          {data.items.map(({ id, issuer, subject, linkedAt }) => (
            <li key={id}>
              <span className="house-role">
                <strong>{issuer}</strong>
                <span className="quiet house-long">{subject}</span>
                <span>{t('identity.since', { date: format.date(linkedAt) })}</span>
              </span>
              <Button size="compact-sm" variant="default" onClick={() => setAsked(id)}>
                {t('identity.unlink')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <Confirm
        opened={asked !== undefined}
        onClose={() => setAsked(undefined)}
        title={t('identity.unlinkTitle', { name: person.name })}
        does={t('identity.unlink')}
        busy={unlink.isPending}
        error={unlink.error}
        onConfirm={() => asked && unlink.mutate(asked)}
      >
        <Text>{t('identity.help')}</Text>
      </Confirm>
    </section>
  );
}
