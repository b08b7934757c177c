import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { answer, api, once } from '../../../client/api.ts';
import { faultAt } from '../../../parts/form/faults.ts';
import { useAct } from '../parts/act.ts';
import {
  agreementsQuery,
  instancesQuery,
  offeringsQuery,
  servicesQuery,
  trustQuery,
  trustsQuery,
  useRights,
  useWords,
} from '../parts/data.ts';
import { dayAfter } from '../parts/days.ts';
import { Refusal } from '../parts/page.tsx';
import { PeriodFields, periodOf } from '../parts/period.tsx';
import { goesOn, nameOf } from '../trusts/state.tsx';

const fields = ['name', 'trust', 'offeringId', 'instanceId', 'startsOn', 'endsOn'];
const self = 'self';

/** Prepares an agreement on one of the own offerings; the customer accepts it. */
export function NewAgreement({ account, onClose }: { account: string; onClose: () => void }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const us = useRights(account).name;
  const [customer, setCustomer] = useState<string | null>(null);
  const [offeringId, setOffering] = useState<string | null>(null);
  const [instanceId, setInstance] = useState<string | null>(null);
  const [named, setName] = useState<string | null>(null);
  const [period, setPeriod] = useState({ startsOn: dayAfter(0), endsOn: '' });
  const trusts = useQuery(trustsQuery(account));
  const customers = (trusts.data ?? []).filter((trust) => trust.side === 'trusted' && goesOn(trust));
  const trust = customers.find(({ id }) => id === customer);
  const offerings = useOfferings(account, customer);
  const offering = offerings.find(({ id }) => id === offeringId);
  const instances = useQuery({
    ...instancesQuery(account, offering?.serviceId ?? ''),
    enabled: offering !== undefined,
  });
  const usual = offering ? t('agreement.usualName', { offering: offering.name, name: trust ? nameOf(trust) : us }) : '';
  const name = named ?? usual;
  const create = useAct({
    run: (chosen: { trust: string | null; offeringId: string }) =>
      answer(
        api(account).POST('/v1/agreements', {
          params: { header: once() },
          body: {
            ...{ ...chosen, name, ...periodOf(period) },
            ...(instanceId ? { instanceId } : {}),
          },
        }),
      ),
    anew: [agreementsQuery(account).queryKey],
    done: t(customer === self ? 'agreement.createdSelf' : 'agreement.created'),
    after: ({ id }) => void navigate({ to: '/a/$account/agreements/$agreement', params: { account, agreement: id } }),
    inForm: true,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (customer && offeringId) create.mutate({ trust: customer === self ? null : customer, offeringId });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('agreement.add')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
      classNames={{ body: 'trade' }}
    >
      <form onSubmit={submit}>
        <Stack>
          <Select
            label={t('agreement.customer')}
            description={t('agreement.customerHelp')}
            data={[
              ...customers.map((one) => ({ value: one.id, label: nameOf(one) })),
              { value: self, label: t('agreement.self', { name: us }) },
            ]}
            value={customer}
            onChange={(to) => {
              setCustomer(to);
              setOffering(null);
              setInstance(null);
            }}
            error={faultAt(create.error, 'trust')}
            required
            data-autofocus
          />
          <Select
            label={t('agreement.offering')}
            description={t('agreement.offeringHelp')}
            data={offerings.map(({ id, name: of, service }) => ({ value: id, label: `${service} · ${of}` }))}
            value={offeringId}
            onChange={(to) => {
              setOffering(to);
              setInstance(null);
            }}
            error={faultAt(create.error, 'offeringId')}
            disabled={customer === null}
            nothingFoundMessage={t('agreement.noOffering')}
            searchable
            required
          />
          {(instances.data ?? []).length > 0 && (
            <Select
              label={t('agreement.instance')}
              description={t('agreement.instanceHelp')}
              data={(instances.data ?? []).map(({ id, name: of }) => ({ value: id, label: of }))}
              value={instanceId}
              onChange={setInstance}
              error={faultAt(create.error, 'instanceId')}
              clearable
              clearButtonProps={{ 'aria-label': t('common:action.clear') }}
            />
          )}
          <TextInput
            label={t('agreement.name')}
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
            error={faultAt(create.error, 'name')}
            maxLength={200}
            required
          />
          <PeriodFields
            value={period}
            onChange={(to) => setPeriod({ ...period, ...to })}
            error={create.error}
            earliest={dayAfter(0)}
          />
          <Refusal error={create.error} fields={fields} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common:action.cancel')}
            </Button>
            <Button type="submit" loading={create.isPending} disabled={!customer || !offeringId}>
              {t('agreement.prepare')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** What can be agreed on with that customer: what is extended to it, or everything with oneself. */
function useOfferings(account: string, customer: string | null) {
  const services = useQuery(servicesQuery(account));
  const own = useQueries({ queries: (services.data ?? []).map(({ id }) => offeringsQuery(account, id)) });
  const trust = useQuery({ ...trustQuery(account, customer ?? ''), enabled: customer !== null && customer !== self });
  const extended = new Set(trust.data?.offerings.map(({ id }) => id));
  return (services.data ?? []).flatMap((service, index) =>
    (own[index]?.data ?? [])
      .filter(({ id }) => customer === self || extended.has(id))
      .map(({ id, name, serviceId }) => ({ id, name, serviceId, service: service.name })),
  );
}
