import { Checkbox } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api, once } from '../../../client/api.ts';
import { teamsQuery } from '../../../client/people.ts';
import { useAct } from '../parts/act.ts';
import { trustQuery, useWords, type WholeTrust } from '../parts/data.ts';
import { Shown } from '../parts/page.tsx';
import { ChosenBar, useChosen } from './chosen.tsx';
import { goesOn, nameOf } from './state.tsx';

/** To which of the own teams the other side's processes may assign tasks. */
export function LinkedTeams({ account, trust }: { account: string; trust: WholeTrust }) {
  const { t } = useWords();
  const name = nameOf(trust);
  const teams = useQuery(teamsQuery(account));
  const { has, toggle, put, reset, added, removed } = useChosen(trust.teams.map(({ id }) => id));
  const queries = useQueryClient();
  const save = useAct({
    run: () =>
      answer(
        api(account).PUT('/v1/trusts/{id}/teams', {
          params: { path: { id: trust.id }, header: once(trust.version) },
          body: { teams: put },
        }),
      ),
    anew: [trustQuery(account, trust.id).queryKey],
    done: t('teams.saved'),
    // The ticks are those of what was answered: none jumps back meanwhile.
    after: (granted) => {
      queries.setQueryData(trustQuery(account, trust.id).queryKey, granted);
      reset();
    },
  });
  return (
    <section className="trade-section">
      <h2>{t('teams.linked')}</h2>
      <p className="quiet small">{t('teams.linkedHelp', { name })}</p>
      <Shown of={teams} rows={3}>
        {(all) => (
          <>
            <ul className="trade-ticks">
              {all
                .filter(({ own }) => own)
                .map(({ id, name }) => (
                  <li key={id}>
                    <Checkbox
                      label={name}
                      checked={has(id)}
                      onChange={() => toggle(id)}
                      disabled={!goesOn(trust) && !trust.teams.some((one) => one.id === id)}
                    />
                  </li>
                ))}
            </ul>
            <ChosenBar
              words={t('teams.change', { added, removed })}
              warning={removed > 0 ? t('teams.warning') : undefined}
              changed={added + removed > 0}
              busy={save.isPending}
              onSave={() => save.mutate(undefined)}
              onReset={reset}
            />
          </>
        )}
      </Shown>
    </section>
  );
}

/** The same to read. */
export function TheirTeams({ trust }: { trust: WholeTrust }) {
  const { t } = useWords();
  const name = nameOf(trust);
  const own = trust.side === 'trusted';
  return (
    <section className="trade-section">
      <h2>{t(own ? 'teams.linked' : 'teams.theirs', { name })}</h2>
      {trust.teams.length === 0 ? (
        <p className="quiet">{t(own ? 'teams.none' : 'teams.noneOfTheirs', { name })}</p>
      ) : (
        <ul className="trade-ticks">
          {trust.teams.map((team) => (
            <li key={team.id}>{team.name}</li>
          ))}
        </ul>
      )}
    </section>
  );
}
