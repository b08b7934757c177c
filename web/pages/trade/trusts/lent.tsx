import { Button, Select } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { answer, api, once, type Schemas } from '../../../client/api.ts';
import { useMembership } from '../../../client/me.ts';
import { useFormat } from '../../../parts/format.ts';
import { PersonPicker } from '../../../parts/person-picker.tsx';
import { Wide } from '../../../parts/wide.tsx';
import { useAct } from '../parts/act.ts';
import { useRights, useWords, type WholeTrust } from '../parts/data.ts';
import { Refusal, Shown } from '../parts/page.tsx';
import { lendable } from './capabilities.ts';
import { goesOn, nameOf } from './state.tsx';

type Lent = Schemas['LentRoles']['items'][number];

const lentQuery = (account: string, id: string) =>
  queryOptions({
    queryKey: ['trust', account, id, 'lent'],
    queryFn: () =>
      answer(api(account).GET('/v1/trusts/{id}/lent-roles', { params: { path: { id } } })).then(({ items }) => items),
  });

/** Roles of either side in the hands of people of the other. */
export function LentRoles({ account, trust }: { account: string; trust: WholeTrust }) {
  const { t } = useWords();
  const name = nameOf(trust);
  const lent = useQuery(lentQuery(account, trust.id));
  return (
    <Shown of={lent} rows={3}>
      {(all) => {
        const ours = (one: Lent) => one.account.handle === account;
        return (
          <>
            <section className="trade-section">
              <h2>{t('lent.toThem', { name })}</h2>
              <p className="quiet small">{t('lent.toThemHelp', { name })}</p>
              <People account={account} trust={trust} lent={all.filter(ours)} />
            </section>
            <section className="trade-section">
              <h2>{t('lent.toUs', { name })}</h2>
              <p className="quiet small">{t('lent.toUsHelp', { name })}</p>
              <People account={account} trust={trust} lent={all.filter((one) => !ours(one))} />
              <Lend account={account} trust={trust} />
            </section>
          </>
        );
      }}
    </Shown>
  );
}

function People({ account, trust, lent }: { account: string; trust: WholeTrust; lent: readonly Lent[] }) {
  const { t } = useWords();
  const { date } = useFormat();
  const { mayChange } = useRights(account);
  const takeBack = useAct({
    run: ({ person, role }: Lent) =>
      answer(
        api(account).DELETE('/v1/trusts/{id}/lent-roles/{person}/{role}', {
          params: { path: { id: trust.id, person: person.id, role }, header: once() },
        }),
      ),
    anew: [lentQuery(account, trust.id).queryKey],
    done: t('lent.takenBack'),
  });
  if (lent.length === 0) return <p>{t('lent.nobody')}</p>;
  return (
    <Wide label={t('lent.caption')}>
      <table className="plain">
        <caption className="visually-hidden">{t('lent.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('lent.person')}</th>
            <th scope="col">{t('lent.role')}</th>
            <th scope="col">{t('lent.since')}</th>
            {mayChange && (
              <th scope="col">
                <span className="visually-hidden">{t('lent.takeBack')}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {lent.map((one) => (
            <tr key={`${one.person.id} ${one.role}`}>
              <td>{one.person.name}</td>
              <td>{t(`common:role.${one.role}`)}</td>
              <td>{date(one.grantedAt)}</td>
              {mayChange && (
                <td>
                  <Button
                    size="compact-sm"
                    variant="default"
                    onClick={() => takeBack.mutate(one)}
                    aria-label={t('lent.takeBackOf', { name: one.person.name, role: t(`common:role.${one.role}`) })}
                  >
                    {t('lent.takeBack')}
                  </Button>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}

/** Gives somebody at home in the own account a role of the other side, as far as that lends it. */
function Lend({ account, trust }: { account: string; trust: WholeTrust }) {
  const { t } = useWords();
  const { mayChange } = useRights(account);
  const home = useMembership(account)?.id;
  const [person, setPerson] = useState<string | null>(null);
  const granted = trust.grants.find(({ by, capability }) => by === 'them' && capability === 'roles')?.roles ?? [];
  const roles = lendable.filter((role) => granted.includes(role));
  const [role, setRole] = useState<Lent['role'] | null>(null);
  const lend = useAct({
    run: (to: { person: string; role: Lent['role'] }) =>
      answer(
        api(account).PUT('/v1/trusts/{id}/lent-roles/{person}/{role}', {
          params: { path: { id: trust.id, ...to }, header: once() },
        }),
      ),
    anew: [lentQuery(account, trust.id).queryKey],
    done: t('lent.given'),
    after: () => setPerson(null),
    inForm: true,
  });
  if (!mayChange || !goesOn(trust)) return null;
  if (roles.length === 0) return <p className="quiet small">{t('lent.noneGranted', { name: nameOf(trust) })}</p>;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (person && role) lend.mutate({ person, role });
  };
  return (
    <form onSubmit={submit} className="trade-inline-form" aria-label={t('lent.give')}>
      <PersonPicker
        account={account}
        label={t('lent.person')}
        description={t('lent.personHelp')}
        value={person}
        onChange={setPerson}
        of={({ homeId }) => homeId === home}
      />
      <Select
        label={t('lent.role')}
        data={roles.map((value) => ({ value, label: t(`common:role.${value}`) }))}
        value={role}
        onChange={(value) => setRole(roles.find((one) => one === value) ?? null)}
      />
      <Button type="submit" loading={lend.isPending} disabled={!person || !role}>
        {t('lent.give')}
      </Button>
      <Refusal error={lend.error} />
    </form>
  );
}
