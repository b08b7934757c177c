import { Button, Group, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, once } from '../../../client/api.ts';
import { NotHere } from '../../../parts/not-here.tsx';
import { ProblemNote, tellDone } from '../../../parts/problem.tsx';
import { useTitle } from '../../../parts/title.ts';
import { useRights } from '../parts/rights.ts';
import { type Fields, nobody, PersonFields } from './form.tsx';

const route = getRouteApi('/app/house-people/a/$account/people/new');

/** Takes somebody in. */
export function NewPersonPage() {
  const { t } = useTranslation(['house', 'common']);
  useTitle(t('people.new'));
  const { account } = route.useParams();
  const { maintains, own, name } = useRights();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [fields, setFields] = useState<Fields>(nobody);
  const create = useMutation({
    mutationFn: () => answer(api(account).POST('/v1/people', { params: { header: once() }, body: fields })),
    onSuccess: async (person) => {
      await queries.invalidateQueries({ queryKey: ['people', account] });
      tellDone(t('people.taken', { name: person.name }));
      await navigate({ to: '/a/$account/people/$person', params: { account, person: person.id } });
    },
  });
  if (!maintains) return <NotHere />;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate();
  };
  return (
    <Stack component="form" onSubmit={submit} maw={760}>
      <div className="page-head">
        <h1>{t('people.new')}</h1>
      </div>
      {own && (
        <p className="quiet house-lead">
          {t(own.kind === 'directory' ? 'people.intoDirectory' : 'people.intoAccount', { name })}
        </p>
      )}
      <PersonFields
        account={account}
        value={fields}
        onChange={(change) => setFields({ ...fields, ...change })}
        error={create.error}
      />
      {create.error && <ProblemNote error={create.error} />}
      <Group>
        <Button type="submit" loading={create.isPending} disabled={fields.name.trim() === ''}>
          {t('people.takeIn')}
        </Button>
        <Button
          variant="default"
          renderRoot={(props) => <Link to="/a/$account/people" params={{ account }} {...props} />}
        >
          {t('common:action.cancel')}
        </Button>
      </Group>
    </Stack>
  );
}
