import { Button, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, once } from '../../../client/api.ts';
import { personQuery, type SeenPerson } from '../../../client/people.ts';
import { ProblemNote, tellDone } from '../../../parts/problem.tsx';
import { PersonName, usePlaceNames } from '../parts/names.tsx';
import { useRights } from '../parts/rights.ts';
import { type Fields, PersonFields } from './form.tsx';

type Props = {
  readonly account: string;
  readonly person: SeenPerson;
  readonly editable: boolean;
  readonly isSelf: boolean;
};

export function PersonDetails(props: Props) {
  const { t } = useTranslation(['house', 'common']);
  const { own } = useRights();
  return (
    <section aria-labelledby="details">
      <h2 id="details">{t('person.details')}</h2>
      {props.editable ? <Editable {...props} /> : <Known {...props} />}
      {!props.editable && props.person.homeId !== undefined && props.person.homeId !== own?.id && (
        <Text size="sm" className="quiet" mt="md">
          {t('person.elsewhere')}
        </Text>
      )}
    </section>
  );
}

function Known({ account, person }: Props) {
  const { t } = useTranslation(['house', 'common']);
  const places = usePlaceNames(account);
  const rows = [
    [t('person.title'), person.title],
    [t('person.email'), person.email],
    [t('person.phone'), person.phone],
    [t('person.manager'), person.managerId && <PersonName account={account} id={person.managerId} />],
    [t('person.organization'), person.organizationId && places.get(person.organizationId)],
    [t('person.site'), person.siteId && places.get(person.siteId)],
  ] as const;
  return (
    <dl className="house-facts">
      {rows.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value || <span className="quiet">–</span>}</dd>
        </div>
      ))}
    </dl>
  );
}

function Editable({ account, person }: Props) {
  const { t } = useTranslation(['house', 'common']);
  const queries = useQueryClient();
  const before = fieldsOf(person);
  const [fields, setFields] = useState(before);
  const changed = Object.fromEntries(
    Object.entries(fields).filter(([field, value]) => value !== before[field as keyof Fields]),
  ) as Partial<Fields>;
  const isChanged = Object.keys(changed).length > 0;
  const save = useMutation({
    mutationFn: () => {
      const params = { path: { id: person.id }, header: once(person.version) };
      return answer(api(account).PATCH('/v1/people/{id}', { params, body: changed }));
    },
    onSuccess: async (saved) => {
      queries.setQueryData(personQuery(account, person.id).queryKey, saved);
      await queries.invalidateQueries({ queryKey: ['people', account] });
      tellDone(t('person.saved', { name: saved.name }));
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <Stack component="form" onSubmit={submit}>
      <PersonFields
        account={account}
        person={person.id}
        value={fields}
        onChange={(change) => setFields({ ...fields, ...change })}
        error={save.error}
      />
      {save.error && (
        <ProblemNote
          error={save.error}
          again={() => void queries.invalidateQueries({ queryKey: ['person', account, person.id] })}
        />
      )}
      <Group>
        <Button type="submit" loading={save.isPending} disabled={!isChanged}>
          {t('common:action.save')}
        </Button>
        {isChanged && (
          <Button variant="default" onClick={() => setFields(before)}>
            {t('discard')}
          </Button>
        )}
      </Group>
    </Stack>
  );
}

function fieldsOf(person: SeenPerson): Fields {
  const { name, email = null, title = '', phone = '', managerId = null, organizationId = null, siteId = null } = person;
  return { name, email, title, phone, managerId, organizationId, siteId };
}
