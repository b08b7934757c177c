import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../../client/api.ts';
import { useMembership } from '../../../client/me.ts';
import { teamsQuery } from '../../../client/people.ts';
import type { Faults } from '../../../parts/form/faults.ts';
import { useNames } from '../../../parts/names.ts';

type Props = {
  readonly account: string;
  readonly faults: Faults;
  readonly roles: { readonly [role: string]: string };
  readonly onRoles: (roles: { readonly [role: string]: string }) => void;
};

/** Who fills a role that several may fill; asked only where the API says so, or was told before. */
export function RoleChoices({ account, faults, roles, onRoles }: Props) {
  const { t } = useTranslation('processes');
  const names = useNames();
  const open = faults.roles.filter(({ choices }) => choices).map(({ role }) => role);
  const asked = [...new Set([...Object.keys(roles), ...open])];
  const { data: accounts = [] } = useQuery({
    queryKey: ['accounts', account],
    queryFn: async () => (await answer(api(account).GET('/v1/accounts'))).items,
    enabled: asked.length > 0,
    staleTime: 300_000,
  });
  return asked.map((role) => {
    const { detail, choices } = faults.roles.find((fault) => fault.role === role) ?? {};
    const named = accounts.filter(({ handle, own }) => !own && (!choices || choices.includes(handle)));
    return (
      <Select
        key={role}
        label={t('form.role', { role: names.role(role) })}
        description={t('form.roleHint')}
        error={detail}
        data={named.map(({ handle, name }) => ({ value: handle, label: name }))}
        value={roles[role] ?? null}
        clearable
        onChange={(handle) => {
          const { [role]: _, ...others } = roles;
          onRoles(handle ? { ...others, [role]: handle } : others);
        }}
      />
    );
  });
}

type TeamProps = {
  readonly account: string;
  readonly error: string | undefined;
  readonly value: string;
  readonly onChange: (team: string) => void;
};

/** Which team has it in hand: for the account to decide where that is not clear of itself. */
export function TeamChoice({ account, error, value, onChange }: TeamProps) {
  const { t } = useTranslation('processes');
  const own = useMembership(account)?.teams ?? [];
  const { data: teams = [] } = useQuery(teamsQuery(account));
  const mine = new Set(own.map(({ id }) => id));
  const data = teams
    .filter((team) => team.own)
    .map(({ id, name }) => ({ value: id, label: mine.has(id) ? t('form.ownTeam', { name }) : name }));
  return (
    <Select
      id="input-team"
      label={t('form.team')}
      description={t('form.teamHint')}
      error={error}
      data={data}
      value={value || null}
      onChange={(team) => onChange(team ?? '')}
    />
  );
}
