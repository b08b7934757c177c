import { Button, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, once } from '../../../client/api.ts';
import { personQuery, type SeenPerson } from '../../../client/people.ts';
import { tellDone } from '../../../parts/problem.tsx';
import { Confirm } from '../parts/confirm.tsx';

/** Ends what somebody may do everywhere, or lets him in again. */
export function Disable({ account, person }: { account: string; person: SeenPerson }) {
  const { t } = useTranslation(['house', 'common']);
  const queries = useQueryClient();
  const [asked, setAsked] = useState(false);
  const isDisabled = Boolean(person.disabledAt);
  const change = useMutation({
    mutationFn: () => {
      const params = { path: { id: person.id }, header: once(person.version) };
      return answer(
        isDisabled
          ? api(account).DELETE('/v1/people/{id}/disablement', { params })
          : api(account).POST('/v1/people/{id}/disablement', { params }),
      );
    },
    onSuccess: async (saved) => {
      queries.setQueryData(personQuery(account, person.id).queryKey, saved);
      setAsked(false);
      tellDone(t(isDisabled ? 'disable.enabled' : 'disable.done', { name: person.name }));
      await queries.invalidateQueries({ queryKey: ['people', account] });
    },
  });
  const words = isDisabled ? 'disable.enable' : 'disable.disable';
  return (
    <>
      <Button variant="default" onClick={() => setAsked(true)}>
        {t(words)}
      </Button>
      <Confirm
        opened={asked}
        onClose={() => {
          setAsked(false);
          change.reset();
        }}
        title={t(isDisabled ? 'disable.enableTitle' : 'disable.title', { name: person.name })}
        does={t(words)}
        busy={change.isPending}
        error={change.error}
        onConfirm={() => change.mutate()}
        harmless={isDisabled}
      >
        <Text>{t(isDisabled ? 'disable.enableHelp' : 'disable.help')}</Text>
      </Confirm>
    </>
  );
}
