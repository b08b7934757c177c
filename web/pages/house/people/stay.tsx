import { Button, Group, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, once, type Schemas } from '../../../client/api.ts';
import type { SeenPerson } from '../../../client/people.ts';
import { faultAt } from '../../../parts/form/faults.ts';
import { ProblemNote, tellDone } from '../../../parts/problem.tsx';
import { SkeletonRows } from '../../../parts/skeleton.tsx';
import { When } from '../../../parts/when.tsx';
import { stayQuery } from '../queries.ts';

type Stay = Schemas['Stay'];
type Props = { readonly account: string; readonly person: SeenPerson; readonly editable: boolean };

/** From when to when somebody belongs here. */
export function StaySection(props: Props) {
  const { t } = useTranslation(['house', 'common']);
  const { data: stay } = useQuery({ ...stayQuery(props.account, props.person.id), retry: false });
  return (
    <section aria-labelledby="stay">
      <h2 id="stay">{t('stay.title')}</h2>
      {!stay && <SkeletonRows rows={2} />}
      {stay && <Reach stay={stay} />}
      {stay && props.editable && <Form key={stay.version} {...props} stay={stay} />}
    </section>
  );
}

/** The instants that the dates come to. */
function Reach({ stay }: { stay: Stay }) {
  const { t } = useTranslation(['house', 'common']);
  if (!stay.startsAt && !stay.endsAt)
    return (
      <Text size="sm" className="quiet">
        {t('stay.open')}
      </Text>
    );
  return (
    <dl className="house-facts">
      {stay.startsAt && (
        <div>
          <dt>{t('stay.begins')}</dt>
          <dd>
            <When at={stay.startsAt} />
          </dd>
        </div>
      )}
      {stay.endsAt && (
        <div>
          <dt>{t('stay.ends')}</dt>
          <dd>
            <When at={stay.endsAt} />
          </dd>
        </div>
      )}
    </dl>
  );
}

function Form({ account, person, stay }: Props & { stay: Stay }) {
  const { t } = useTranslation(['house', 'common']);
  const queries = useQueryClient();
  const [startsOn, setStartsOn] = useState(stay.startsOn ?? '');
  const [endsOn, setEndsOn] = useState(stay.endsOn ?? '');
  const [endsWith, setEndsWith] = useState(stay.endsWith);
  const isChanged = startsOn !== (stay.startsOn ?? '') || endsOn !== (stay.endsOn ?? '') || endsWith !== stay.endsWith;
  const save = useMutation({
    mutationFn: () => {
      const params = { path: { id: person.id }, header: once(stay.version) };
      const body = { startsOn: startsOn || null, endsOn: endsOn || null, endsWith };
      return answer(api(account).PUT('/v1/people/{id}/stay', { params, body }));
    },
    onSuccess: (saved) => {
      queries.setQueryData(stayQuery(account, person.id).queryKey, saved);
      tellDone(t('stay.saved', { name: person.name }));
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <Stack component="form" onSubmit={submit} mt="sm" gap="sm">
      <Group align="flex-start">
        <TextInput
          type="date"
          label={t('stay.first')}
          value={startsOn}
          onChange={({ currentTarget }) => setStartsOn(currentTarget.value)}
          error={faultAt(save.error, 'startsOn')}
        />
        <TextInput
          type="date"
          label={t('stay.last')}
          value={endsOn}
          onChange={({ currentTarget }) => setEndsOn(currentTarget.value)}
          error={faultAt(save.error, 'endsOn')}
        />
      </Group>
      {endsOn && (
        <Radio.Group
          label={t('stay.endsWith')}
          value={endsWith}
          onChange={(value) => setEndsWith(value as Stay['endsWith'])}
        >
          <Group mt={4}>
            <Radio value="day" label={t('stay.day')} />
            <Radio value="working_hours" label={t('stay.workingHours')} />
          </Group>
        </Radio.Group>
      )}
      {isChanged && endsOn && <p className="house-note">{t('stay.endHelp', { name: person.name })}</p>}
      {isChanged && startsOn && <p className="house-note">{t('stay.startHelp', { name: person.name })}</p>}
      {save.error && <ProblemNote error={save.error} />}
      {isChanged && (
        <Group>
          <Button type="submit" loading={save.isPending}>
            {t('common:action.save')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
