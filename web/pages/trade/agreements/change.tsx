import { Button, Select, Stack, TextInput } from '@mantine/core';
import { useQueries, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { answer, api, once } from '../../../client/api.ts';
import { faultAt } from '../../../parts/form/faults.ts';
import { useAct } from '../parts/act.ts';
import {
  type Agreement,
  agreementQuery,
  agreementsQuery,
  instancesQuery,
  offeringsQuery,
  servicesQuery,
  useWords,
} from '../parts/data.ts';
import { dayIn } from '../parts/days.ts';
import { Refusal } from '../parts/page.tsx';
import { PeriodFields } from '../parts/period.tsx';
import { lastDayOf, zoneOf } from './words.tsx';

const fields = ['name', 'startsOn', 'endsOn', 'instanceId'];

/** By the provider: all of it until it is accepted, from then on which of its teams serves the customer. */
export function ChangeAgreement({ account, agreement }: { account: string; agreement: Agreement }) {
  const { t } = useWords();
  const { id, version, name, instance } = agreement;
  const was = {
    name,
    startsOn: dayIn(agreement.startsAt, zoneOf(agreement)),
    endsOn: lastDayOf(agreement) ?? '',
    instanceId: instance?.id ?? null,
  };
  const [draft, setDraft] = useState(was);
  const change = (to: Partial<typeof was>) => setDraft((now) => ({ ...now, ...to }));
  const instances = useInstances(account, agreement);
  const open = agreement.status === 'being_prepared' || agreement.side === 'both';
  const changes = {
    ...(draft.name === was.name ? {} : { name: draft.name }),
    ...(draft.startsOn === was.startsOn ? {} : { startsOn: draft.startsOn }),
    ...(draft.endsOn === was.endsOn ? {} : { endsOn: draft.endsOn === '' ? null : draft.endsOn }),
    ...(draft.instanceId === was.instanceId ? {} : { instanceId: draft.instanceId }),
  };
  const save = useAct({
    run: () =>
      answer(
        api(account).PATCH('/v1/agreements/{id}', { params: { path: { id }, header: once(version) }, body: changes }),
      ),
    anew: [agreementsQuery(account).queryKey, agreementQuery(account, id).queryKey],
    done: t('agreement.saved'),
    inForm: true,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(undefined);
  };
  return (
    <form onSubmit={submit} className="trade-measure">
      <Stack>
        {!open && <p className="quiet small">{t('agreement.fixed')}</p>}
        {open && (
          <>
            <TextInput
              label={t('agreement.name')}
              value={draft.name}
              onChange={({ currentTarget }) => change({ name: currentTarget.value })}
              error={faultAt(save.error, 'name')}
              maxLength={200}
              required
            />
            <PeriodFields value={draft} onChange={change} error={save.error} />
          </>
        )}
        <Select
          label={t('agreement.instance')}
          description={t('agreement.instanceHelp')}
          data={instances.map((one) => ({ value: one.id, label: one.name }))}
          value={draft.instanceId}
          onChange={(instanceId) => change({ instanceId })}
          error={faultAt(save.error, 'instanceId')}
          placeholder={t('agreement.usualInstance')}
          nothingFoundMessage={t('agreement.noInstance')}
          clearable
          clearButtonProps={{ 'aria-label': t('common:action.clear') }}
        />
        <Refusal error={save.error} fields={fields} />
        <div>
          <Button type="submit" loading={save.isPending} disabled={Object.keys(changes).length === 0}>
            {t('common:action.save')}
          </Button>
        </div>
      </Stack>
    </form>
  );
}

/** Instances of the service that its offering belongs to. */
function useInstances(account: string, { offering }: Agreement) {
  const services = useQuery(servicesQuery(account));
  const all = services.data ?? [];
  const offerings = useQueries({ queries: all.map(({ id }) => offeringsQuery(account, id)) });
  const service = all.find((_, index) => offerings[index]?.data?.some(({ id }) => id === offering?.id));
  const instances = useQuery({ ...instancesQuery(account, service?.id ?? ''), enabled: service !== undefined });
  return instances.data ?? [];
}
