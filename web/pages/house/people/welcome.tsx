import { Button, Modal, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../../client/api.ts';
import type { SeenPerson } from '../../../client/people.ts';
import { useFormat } from '../../../parts/format.ts';
import { ProblemNote } from '../../../parts/problem.tsx';
import { ShownOnce } from '../parts/once.tsx';

/** Makes the link by which somebody sets his password, once. */
export function Welcome({ account, person }: { account: string; person: SeenPerson }) {
  const { t } = useTranslation(['house', 'common']);
  const format = useFormat();
  const [asked, setAsked] = useState(false);
  const make = useMutation({
    mutationFn: () => answer(api(account).POST('/v1/people/{id}/welcome', { params: { path: { id: person.id } } })),
  });
  const close = () => {
    setAsked(false);
    make.reset();
  };
  const hindrance = person.disabledAt ? 'welcome.disabled' : person.email ? undefined : 'welcome.noMail';
  return (
    <>
      <Button variant="default" onClick={() => setAsked(true)}>
        {t('welcome.make')}
      </Button>
      <Modal
        opened={asked}
        onClose={close}
        title={t('welcome.title', { name: person.name })}
        closeButtonProps={{ 'aria-label': t('common:action.close') }}
        size="lg"
        // The secret would be lost by a click beside it.
        closeOnClickOutside={!make.data}
      >
        {make.data ? (
          <ShownOnce label={t('welcome.link')} secret={`${location.origin}/welcome#${make.data.secret}`}>
            {t('welcome.shown', { name: person.name, date: format.dateTime(make.data.expiresAt) })}
          </ShownOnce>
        ) : (
          <Stack align="flex-start">
            <Text>{t(hindrance ?? 'welcome.help', { name: person.name })}</Text>
            {make.error && <ProblemNote error={make.error} />}
            {!hindrance && (
              <Button loading={make.isPending} onClick={() => make.mutate()} data-autofocus>
                {t('welcome.make')}
              </Button>
            )}
          </Stack>
        )}
      </Modal>
    </>
  );
}
