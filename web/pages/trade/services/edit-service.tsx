import { Button, Stack } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { answer, api, once } from '../../../client/api.ts';
import { useAct } from '../parts/act.ts';
import { type Service, serviceQuery, servicesQuery, useWords } from '../parts/data.ts';
import { Refusal } from '../parts/page.tsx';
import { type ServiceDraft, ServiceFields, serviceFields } from './service-fields.tsx';

/** Changes what is said of a service. */
export function EditService({ account, service }: { account: string; service: Service }) {
  const { t } = useWords();
  const { id, ...said } = service;
  const [draft, setDraft] = useState<ServiceDraft>(said);
  const save = useAct({
    run: (teamId: string) =>
      answer(
        api(account).PATCH('/v1/services/{id}', {
          params: { path: { id }, header: once() },
          body: { ...changesOf(draft, said), teamId },
        }),
      ),
    anew: [servicesQuery(account).queryKey, serviceQuery(account, id).queryKey],
    done: t('service.saved'),
    inForm: true,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (draft.teamId) save.mutate(draft.teamId);
  };
  return (
    <form onSubmit={submit} className="trade-measure">
      <Stack>
        <ServiceFields
          account={account}
          draft={draft}
          change={(to) => setDraft((now) => ({ ...now, ...to }))}
          error={save.error}
        />
        {draft.teamId !== service.teamId && <p className="small">{t('service.teamChange')}</p>}
        <Refusal error={save.error} fields={serviceFields} />
        <div>
          <Button type="submit" loading={save.isPending}>
            {t('common:action.save')}
          </Button>
        </div>
      </Stack>
    </form>
  );
}

function changesOf({ teamId: _, ...draft }: ServiceDraft, said: ServiceDraft): Partial<Omit<ServiceDraft, 'teamId'>> {
  return Object.fromEntries(Object.entries(draft).filter(([key, value]) => said[key as keyof ServiceDraft] !== value));
}
