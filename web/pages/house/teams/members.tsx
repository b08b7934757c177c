import { Button, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, once } from '../../../client/api.ts';
import { PersonPicker } from '../../../parts/person-picker.tsx';
import { ProblemNote, tellDone } from '../../../parts/problem.tsx';
import type { Team } from '../queries.ts';
import { useTeamChange } from './change.ts';

type Props = { readonly account: string; readonly team: Team; readonly editable: boolean };

/** Who shares the team's work. */
export function Members({ account, team, editable }: Props) {
  const { t } = useTranslation(['house', 'common']);
  const [adding, setAdding] = useState<string | null>(null);
  const members = team.members ?? [];
  const add = useTeamChange(
    account,
    (person: string) => answer(api(account).PUT('/v1/teams/{id}/members/{person}', at(team.id, person))),
    () => {
      setAdding(null);
      tellDone(t('team.added', { team: team.name }));
    },
  );
  const remove = useTeamChange(
    account,
    ({ id }: { id: string; name: string }) =>
      answer(api(account).DELETE('/v1/teams/{id}/members/{person}', at(team.id, id))),
    (_, { name }) => tellDone(t('team.removed', { name, team: team.name })),
  );
  return (
    <section aria-labelledby="members">
      <h2 id="members">{t('team.members')}</h2>
      {members.length === 0 && (
        <Text size="sm" className="quiet">
          {t('team.emptyHelp')}
        </Text>
      )}
      <ul className="house-rows" aria-live="polite">
        {members.map((member) => (
          <li key={member.id}>
            <span>
              <Link to="/a/$account/people/$person" params={{ account, person: member.id }}>
                {member.name}
              </Link>
              {member.id === team.coordinatorId && <span className="house-mark">{t('team.coordinates')}</span>}
            </span>
            {editable && (
              <Button
                size="compact-sm"
                variant="default"
                aria-label={t('team.removeLabel', { name: member.name })}
                loading={remove.isPending && remove.variables.id === member.id}
                onClick={() => remove.mutate(member)}
              >
                {t('common:action.remove')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {remove.error && <ProblemNote error={remove.error} />}
      {editable && (
        <form
          className="house-add"
          onSubmit={(event) => {
            event.preventDefault();
            if (adding) add.mutate(adding);
          }}
        >
          <PersonPicker
            account={account}
            label={t('team.add')}
            description={t('team.addHelp')}
            value={adding}
            onChange={(id) => {
              setAdding(id);
              add.reset();
            }}
            of={({ id }) => !members.some((member) => member.id === id)}
          />
          <Button type="submit" disabled={!adding} loading={add.isPending}>
            {t('common:action.add')}
          </Button>
        </form>
      )}
      {add.error && adding && (
        <>
          <ProblemNote error={add.error} />
          <Link to="/a/$account/people/$person" params={{ account, person: adding }}>
            {t('team.toPerson')}
          </Link>
        </>
      )}
    </section>
  );
}

const at = (id: string, person: string) => ({ params: { path: { id, person }, header: once() } });
