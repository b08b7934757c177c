import { Button, Modal, Stack, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { type FormEvent, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, once } from '../../../client/api.ts';
import { teamsQuery } from '../../../client/people.ts';
import { Empty } from '../../../parts/empty.tsx';
import { faultAt } from '../../../parts/form/faults.ts';
import { ProblemNote } from '../../../parts/problem.tsx';
import { SkeletonRows } from '../../../parts/skeleton.tsx';
import { useTitle } from '../../../parts/title.ts';
import { Wide } from '../../../parts/wide.tsx';
import { type Command, useCommands } from '../../../shell/commands.ts';
import { useRights } from '../parts/rights.ts';
import type { Team } from '../queries.ts';

const route = getRouteApi('/app/house-people/a/$account/teams');

/** The teams of the account. */
export function TeamsPage() {
  const { t } = useTranslation(['house', 'common']);
  useTitle(t('team.title'));
  const { account } = route.useParams();
  const { make = false } = route.useSearch();
  const navigate = useNavigate();
  const { administers } = useRights();
  const { data, error, isPending, refetch } = useQuery(teamsQuery(account));
  const asking = useMemo(
    () => (open: boolean) =>
      void navigate({ to: '/a/$account/teams', params: { account }, search: open ? { make: true } : {} }),
    [navigate, account],
  );
  const commands = useMemo<Command[]>(
    () =>
      administers
        ? [{ id: 'team-new', label: t('team.new'), group: t('team.title'), keys: 'n', run: () => asking(true) }]
        : [],
    [administers, asking, t],
  );
  useCommands(commands);
  const add = administers && <Button onClick={() => asking(true)}>{t('team.new')}</Button>;
  return (
    <>
      <div className="page-head">
        <h1>{t('team.title')}</h1>
        <div className="actions">{add}</div>
      </div>
      {error && <ProblemNote error={error} again={() => void refetch()} />}
      {isPending && <SkeletonRows />}
      {data?.length === 0 && <Empty title={t('team.noneTitle')}>{t('team.none')}</Empty>}
      {data && data.length > 0 && <TeamTable account={account} teams={data} />}
      {make && administers && <NewTeam account={account} onClose={() => asking(false)} />}
    </>
  );
}

function TeamTable({ account, teams }: { account: string; teams: readonly Team[] }) {
  const { t } = useTranslation(['house', 'common']);
  return (
    <Wide label={t('team.title')}>
      <table className="plain">
        <caption className="visually-hidden">{t('team.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('team.team')}</th>
            <th scope="col">{t('team.coordinator')}</th>
            <th scope="col">{t('team.members')}</th>
          </tr>
        </thead>
        <tbody>
          {teams.map(({ id, name, members = [], coordinatorId }) => (
            <tr key={id}>
              <th scope="row">
                <Link to="/a/$account/teams/$team" params={{ account, team: id }}>
                  {name}
                </Link>
              </th>
              <td>{members.find((member) => member.id === coordinatorId)?.name ?? <span className="quiet">–</span>}</td>
              <td>
                {members.length === 0 ? (
                  <span className="soon">{t('team.empty')}</span>
                ) : (
                  <span>
                    {t('team.count', { count: members.length })}
                    <span className="quiet"> · {firstOf(members)}</span>
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}

const firstOf = (members: readonly { name: string }[]) =>
  members
    .slice(0, 4)
    .map(({ name }) => name)
    .join(', ') + (members.length > 4 ? ' …' : '');

function NewTeam({ account, onClose }: { account: string; onClose: () => void }) {
  const { t } = useTranslation(['house', 'common']);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const create = useMutation({
    mutationFn: () => answer(api(account).POST('/v1/teams', { params: { header: once() }, body: { name } })),
    onSuccess: async (team) => {
      await queries.invalidateQueries({ queryKey: ['teams', account] });
      await navigate({ to: '/a/$account/teams/$team', params: { account, team: team.id } });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate();
  };
  return (
    <Modal opened onClose={onClose} title={t('team.new')} closeButtonProps={{ 'aria-label': t('common:action.close') }}>
      <Stack component="form" onSubmit={submit}>
        <TextInput
          label={t('team.name')}
          description={t('team.nameHelp')}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
          error={faultAt(create.error, 'name')}
          required
          maxLength={200}
          data-autofocus
        />
        {create.error && <ProblemNote error={create.error} />}
        <Button type="submit" loading={create.isPending} disabled={name.trim() === ''}>
          {t('team.make')}
        </Button>
      </Stack>
    </Modal>
  );
}
