import { Button, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, once } from '../../../client/api.ts';
import { meQuery, useMe } from '../../../client/me.ts';
import type { SeenPerson } from '../../../client/people.ts';
import { teamsQuery } from '../../../client/people.ts';
import { useFormat } from '../../../parts/format.ts';
import { ProblemNote, tellDone, tellProblem } from '../../../parts/problem.tsx';
import { SkeletonRows } from '../../../parts/skeleton.tsx';
import { Confirm } from '../parts/confirm.tsx';
import { useRights } from '../parts/rights.ts';
import { type RoleName, rolesQuery } from '../queries.ts';

const all: readonly RoleName[] = [
  'end_user',
  'specialist',
  'account_admin',
  'designer',
  'auditor',
  'key_contact',
  'directory_admin',
];
const working: readonly RoleName[] = ['specialist', 'account_admin'];

/** What the person may do in this account, since when; given and taken by its administrators. */
export function Roles({ account, person }: { account: string; person: SeenPerson }) {
  const { t } = useTranslation(['house', 'common']);
  const format = useFormat();
  const { administers, own, name, readsLog } = useRights();
  const { data, error } = useQuery(rolesQuery(account, person.id));
  const [taking, setTaking] = useState<RoleName>();
  const change = useRoleChange(account, person, () => setTaking(undefined));
  const held = new Map(data?.roles.map((role) => [role.name, role.grantedAt]));
  const offered = all.filter((role) => role !== 'directory_admin' || own?.kind === 'directory');
  const shown = administers && !person.disabledAt ? offered : all.filter((role) => held.has(role));
  return (
    <section aria-labelledby="roles">
      <h2 id="roles">{t('roles.title', { name })}</h2>
      {error && <ProblemNote error={error} />}
      {!data && !error && <SkeletonRows rows={4} />}
      {data && shown.length === 0 && (
        <Text size="sm" className="quiet">
          {t('roles.none')}
        </Text>
      )}
      {data && shown.length > 0 && (
        <ul className="house-rows">
          {shown.map((role) => {
            const since = held.get(role);
            return (
              <li key={role} data-held={since !== undefined}>
                <span className="house-role">
                  <strong>{t(`common:role.${role}`)}</strong>
                  <span className="quiet">{t(`roles.for.${role}`)}</span>
                  {since && <span>{t('roles.since', { date: format.date(since) })}</span>}
                </span>
                {administers && (
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-label={t(since ? 'roles.takeLabel' : 'roles.giveLabel', { role: t(`common:role.${role}`) })}
                    loading={change.isPending && change.variables.role === role && !taking}
                    onClick={() => (since ? setTaking(role) : change.mutate({ role, give: true }))}
                  >
                    {t(since ? 'roles.take' : 'roles.give')}
                  </Button>
                )}
              </li>
            );
          })}
        </ul>
      )}
      {readsLog && (
        <Text size="sm" mt="xs">
          <Link to="/a/$account/permissions" params={{ account }} search={{ person: person.id }}>
            {t('roles.log')}
          </Link>
        </Text>
      )}
      {taking && (
        <Confirm
          opened
          onClose={() => {
            setTaking(undefined);
            change.reset();
          }}
          title={t('roles.takeTitle', { role: t(`common:role.${taking}`), name: person.name })}
          does={t('roles.takeIt')}
          busy={change.isPending}
          error={change.error}
          onConfirm={() => change.mutate({ role: taking, give: false })}
        >
          <Consequences account={account} person={person} role={taking} held={[...held.keys()]} />
        </Confirm>
      )}
    </section>
  );
}

type Taken = { account: string; person: SeenPerson; role: RoleName; held: readonly RoleName[] };

/** What it comes to when the role is taken. */
function Consequences({ account, person, role, held }: Taken) {
  const { t } = useTranslation(['house', 'common']);
  const { person: self } = useMe();
  const teams = (useQuery(teamsQuery(account)).data ?? []).filter(({ members }) =>
    members?.some(({ id }) => id === person.id),
  );
  const worksOn = held.some((other) => other !== role && working.includes(other));
  return (
    <>
      <Text>{t('roles.atOnce', { name: person.name })}</Text>
      {working.includes(role) && !worksOn && teams.length > 0 && (
        <Text>{t('roles.leaves', { teams: teams.map(({ name }) => name).join(', ') })}</Text>
      )}
      {self.id === person.id && <Text className="late">{t('roles.yourself')}</Text>}
    </>
  );
}

function useRoleChange(account: string, person: SeenPerson, done: () => void) {
  const { t } = useTranslation(['house', 'common']);
  const queries = useQueryClient();
  const { person: self } = useMe();
  return useMutation({
    mutationFn: ({ role, give }: { role: RoleName; give: boolean }) => {
      const params = { path: { id: person.id, role }, header: once() };
      return answer(
        give
          ? api(account).PUT('/v1/people/{id}/roles/{role}', { params })
          : api(account).DELETE('/v1/people/{id}/roles/{role}', { params }),
      );
    },
    onSuccess: async (roles, { role, give }) => {
      queries.setQueryData(rolesQuery(account, person.id).queryKey, roles);
      const words = { role: t(`common:role.${role}`), name: person.name };
      tellDone(t(give ? 'roles.given' : 'roles.taken', words));
      done();
      for (const what of ['permissions', 'teams', 'people'])
        void queries.invalidateQueries({ queryKey: [what, account] });
      if (self.id === person.id) await queries.invalidateQueries({ queryKey: meQuery.queryKey });
    },
    onError: (error, { give }) => {
      if (give) tellProblem(error);
    },
  });
}
