import { ActionIcon, Button, Group, Menu, Modal, Text, TextInput } from '@mantine/core';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../client/api.ts';
import { tellDone, tellProblem } from '../../parts/problem.tsx';
import { type InboxSearch, inboxSearch } from './search.ts';

const viewsQuery = queryOptions({
  queryKey: ['views'],
  queryFn: () => answer(api().GET('/v1/views')),
  select: ({ items }) => items.filter(({ page }) => page === 'inbox'),
});

/** Ways to look at the inbox that were given a name. */
export default function SavedViews({ search }: { search: InboxSearch }) {
  const { t } = useTranslation(['inbox', 'common']);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { data: views = [] } = useQuery(viewsQuery);
  const [naming, setNaming] = useState(false);
  const anew = () => queries.invalidateQueries({ queryKey: viewsQuery.queryKey });
  const remove = useMutation({
    mutationFn: (name: string) => answer(api().DELETE('/v1/views/{name}', { params: { path: { name } } })),
    onSuccess: anew,
    onError: (error) => tellProblem(error),
  });
  return (
    <>
      <Menu position="bottom-start" width={280} defaultOpened>
        <Menu.Target>
          <Button size="xs" variant="subtle">
            {t('views.title')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {views.length === 0 && (
            <Text size="sm" className="quiet" p="xs">
              {t('views.none')}
            </Text>
          )}
          {views.map(({ name, query }) => (
            <Group key={name} gap={4} wrap="nowrap">
              <Menu.Item onClick={() => void navigate({ to: '/inbox', search: inboxSearch(JSON.parse(query)) })}>
                {name}
              </Menu.Item>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t('views.remove', { name })}
                onClick={() => remove.mutate(name)}
              >
                ×
              </ActionIcon>
            </Group>
          ))}
          <Menu.Divider />
          <Menu.Item onClick={() => setNaming(true)}>{t('views.save')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {naming && <NameView search={search} onDone={() => setNaming(false)} onSaved={anew} />}
    </>
  );
}

function NameView({
  search,
  onDone,
  onSaved,
}: {
  search: InboxSearch;
  onDone: () => void;
  onSaved: () => Promise<void>;
}) {
  const { t } = useTranslation(['inbox', 'common']);
  const [name, setName] = useState('');
  const save = useMutation({
    mutationFn: () =>
      answer(
        api().PUT('/v1/views/{name}', {
          params: { path: { name } },
          body: { page: 'inbox', query: JSON.stringify(search) },
        }),
      ),
    onSuccess: async () => {
      await onSaved();
      tellDone(t('views.saved', { name }));
      onDone();
    },
    onError: (error) => tellProblem(error),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <Modal
      opened
      onClose={onDone}
      title={t('views.save')}
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
    >
      <form onSubmit={submit}>
        <TextInput
          data-autofocus
          label={t('views.name')}
          required
          maxLength={60}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <Button type="submit" mt="md" loading={save.isPending}>
          {t('common:action.save')}
        </Button>
      </form>
    </Modal>
  );
}
