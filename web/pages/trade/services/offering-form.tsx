import { Button, Group, Radio, Stack, TextInput } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { answer, api, once } from '../../../client/api.ts';
import { useMembership } from '../../../client/me.ts';
import { faultAt } from '../../../parts/form/faults.ts';
import { useAct } from '../parts/act.ts';
import { type Offering, offeringsQuery, type Service, useWords } from '../parts/data.ts';
import { dayAfter } from '../parts/days.ts';
import { Refusal, Shown } from '../parts/page.tsx';
import { PeriodFields, periodOf } from '../parts/period.tsx';
import {
  calendarOf,
  daysAstray,
  draftOfHours,
  draftOfTarget,
  type HoursDraft,
  nothing,
  type TargetDraft,
  targetOf,
} from './draft.ts';
import { HoursEditor } from './hours-editor.tsx';
import { draftsOfScheme, type RuleDraft, SchemeEditor, schemeOf } from './scheme-editor.tsx';
import { TargetEditor } from './target-editor.tsx';

type Calendar = Offering['calendar'];
const fields = [
  'name',
  'startsOn',
  'endsOn',
  'target/respond',
  'target/complete',
  'target/byImpact',
  'scheme',
  'calendar/week',
  'calendar/zone',
];

/** Offers something on a service; in the hours of the account unless others are said. */
export function NewOffering({ account, service }: { account: string; service: Service }) {
  const { t } = useWords();
  const home = useMembership(account)?.id ?? '';
  const own = useQuery(
    queryOptions({
      queryKey: ['account', account],
      queryFn: () => answer(api(account).GET('/v1/accounts/{id}', { params: { path: { id: home } } })),
    }),
  );
  return (
    <section className="trade-section">
      <h2>{t('offering.add')}</h2>
      <Shown of={own}>
        {({ calendar }) => <NewOfferingForm account={account} service={service} calendar={calendar as Calendar} />}
      </Shown>
    </section>
  );
}

function NewOfferingForm({ account, service, calendar }: { account: string; service: Service; calendar: Calendar }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const [period, setPeriod] = useState({ startsOn: dayAfter(0), endsOn: '' });
  const [target, setTarget] = useState<TargetDraft>({ rule: nothing, byImpact: {} });
  const [scheme, setScheme] = useState<RuleDraft[]>([]);
  const [hours, setHours] = useState<HoursDraft | null>(null);
  const open = (offering?: string) =>
    void navigate({
      to: '/a/$account/services/$service',
      params: { account, service: service.id },
      search: { view: 'offerings', ...(offering ? { offering } : {}) },
    });
  const create = useAct({
    run: () =>
      answer(
        api(account).POST('/v1/offerings', {
          params: { header: once() },
          body: {
            ...{ serviceId: service.id, name, target: targetOf(target), scheme: schemeOf(scheme) },
            ...periodOf(period),
            ...(hours === null ? {} : { calendar: calendarOf(hours, calendar) }),
          },
        }),
      ),
    anew: [offeringsQuery(account, service.id).queryKey],
    done: t('offering.created', { name }),
    after: ({ id }) => open(id),
    inForm: true,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (hours === null || daysAstray(hours).length === 0) create.mutate(undefined);
  };
  return (
    <form onSubmit={submit} className="trade-form">
      <Stack>
        <TextInput
          label={t('offering.name')}
          description={t('offering.nameHelp')}
          placeholder="prepare laptop"
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
          error={faultAt(create.error, 'name')}
          maxLength={200}
          required
        />
        <PeriodFields value={period} onChange={(to) => setPeriod({ ...period, ...to })} error={create.error} />
        <TargetEditor value={target} onChange={setTarget} error={create.error} />
        <SchemeEditor account={account} value={scheme} onChange={setScheme} error={create.error} />
        <Radio.Group
          label={t('hours.title')}
          value={hours === null ? 'account' : 'own'}
          onChange={(to) => setHours(to === 'own' ? draftOfHours(calendar) : null)}
        >
          <Stack gap="xs" mt={4}>
            <Radio value="account" label={t('hours.asAccount')} description={t('hours.asAccountHelp')} />
            <Radio value="own" label={t('hours.own')} />
          </Stack>
        </Radio.Group>
        {hours !== null && (
          <HoursEditor
            title={t('hours.title')}
            help={t('hours.help')}
            value={hours}
            onChange={setHours}
            error={create.error}
            at="calendar"
          />
        )}
        <Refusal error={create.error} fields={fields} />
        <Group>
          <Button type="submit" loading={create.isPending}>
            {t('offering.create')}
          </Button>
          <Button variant="default" onClick={() => open()}>
            {t('common:action.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Changes what an offering promises, whom it tells, and when it is worked. Only what was changed is sent. */
export function EditOffering({
  account,
  offering,
  onClose,
}: {
  account: string;
  offering: Offering;
  onClose: () => void;
}) {
  const { t } = useWords();
  const [target, setTarget] = useState(() => draftOfTarget(offering.target));
  const [scheme, setScheme] = useState(() => draftsOfScheme(offering.scheme));
  const [hours, setHours] = useState(() => draftOfHours(offering.calendar));
  const changes = {
    ...(same(targetOf(target), offering.target) ? {} : { target: targetOf(target) }),
    ...(same(schemeOf(scheme), offering.scheme) ? {} : { scheme: schemeOf(scheme) }),
    ...(same(hours, draftOfHours(offering.calendar)) ? {} : { calendar: calendarOf(hours, offering.calendar) }),
  };
  const save = useAct({
    run: () =>
      answer(
        api(account).PATCH('/v1/offerings/{id}', {
          params: { path: { id: offering.id }, header: once() },
          body: changes,
        }),
      ),
    anew: [offeringsQuery(account, offering.serviceId).queryKey],
    done: t('offering.saved'),
    after: onClose,
    inForm: true,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (daysAstray(hours).length === 0) save.mutate(undefined);
  };
  return (
    <form onSubmit={submit} className="trade-form">
      <Stack>
        <TargetEditor value={target} onChange={setTarget} error={save.error} />
        <SchemeEditor account={account} value={scheme} onChange={setScheme} error={save.error} />
        <HoursEditor
          title={t('hours.title')}
          help={t('hours.help')}
          value={hours}
          onChange={setHours}
          error={save.error}
          at="calendar"
        />
        {'calendar' in changes && <p className="soon small">{t('hours.recount')}</p>}
        {('target' in changes || 'scheme' in changes) && <p className="small">{t('offering.fromNow')}</p>}
        <Refusal error={save.error} fields={fields} />
        <Group>
          <Button type="submit" loading={save.isPending} disabled={Object.keys(changes).length === 0}>
            {t('common:action.save')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
