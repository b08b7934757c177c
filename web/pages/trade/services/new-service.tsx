import { Button, Group, Modal, Stack } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { answer, api, once } from '../../../client/api.ts';
import { useAct } from '../parts/act.ts';
import { servicesQuery, useWords } from '../parts/data.ts';
import { Refusal } from '../parts/page.tsx';
import { type ServiceDraft, ServiceFields, serviceFields } from './service-fields.tsx';

/** Sets a service up, and goes on to it, where what it offers is said. */
export function NewService({ account, onClose }: { account: string; onClose: () => void }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const [draft, setDraft] = useState<ServiceDraft>({
    name: '',
    description: '',
    teamId: null,
    ownerId: null,
    confidential: false,
  });
  const create = useAct({
    run: (teamId: string) =>
      answer(api(account).POST('/v1/services', { params: { header: once() }, body: { ...draft, teamId } })),
    anew: [servicesQuery(account).queryKey],
    done: t('service.created', { name: draft.name }),
    after: ({ id }) =>
      void navigate({
        to: '/a/$account/services/$service',
        params: { account, service: id },
        search: { offering: 'new' },
      }),
    inForm: true,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (draft.teamId) create.mutate(draft.teamId);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('service.add')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
      classNames={{ body: 'trade' }}
    >
      <form onSubmit={submit}>
        <Stack>
          <ServiceFields
            account={account}
            draft={draft}
            change={(to) => setDraft((now) => ({ ...now, ...to }))}
            error={create.error}
          />
          <Refusal error={create.error} fields={serviceFields} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common:action.cancel')}
            </Button>
            <Button type="submit" loading={create.isPending}>
              {t('service.create')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
