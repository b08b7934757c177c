import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { AccountBadge } from '../../../parts/account.tsx';
import { useRights, useWords, type WholeTrust } from '../parts/data.ts';
import { Shown } from '../parts/page.tsx';
import { Promised } from '../parts/promised.tsx';
import { sightParts } from '../views.ts';
import { sightQuery } from './sight-data.ts';
import { SeenPeople } from './sight-people.tsx';
import { SeenTask, SeenTasks } from './sight-tasks.tsx';
import { nameOf } from './state.tsx';

const route = getRouteApi('/app/a/$account/trusts/$trust');

/** The own account with the eyes of the other side; in a frame, so that nobody takes it for his own view. */
export function OtherSide({ account, trust }: { account: string; trust: WholeTrust }) {
  const { t } = useWords();
  const name = nameOf(trust);
  const us = useRights(account).name;
  const { part = 'tasks', task } = route.useSearch();
  return (
    <section className="sight" aria-labelledby="sight-title">
      <header className="sight-head">
        <h2 id="sight-title">
          <Eye /> {t('sight.title', { name })}
        </h2>
        <p className="small">{t(`sight.text.${trust.side}`, { name, us })}</p>
      </header>
      <nav className="trade-views" aria-label={t('sight.parts')}>
        {sightParts.map((one) => (
          <Link
            key={one}
            from="/a/$account/trusts/$trust"
            to="."
            search={{ view: 'sight', part: one }}
            aria-current={one === part ? 'page' : undefined}
            className="trade-view"
          >
            {t(`sight.part.${one}`)}
          </Link>
        ))}
      </nav>
      {part === 'tasks' && task === undefined && <SeenTasks account={account} trust={trust} />}
      {part === 'tasks' && task !== undefined && <SeenTask account={account} trust={trust} id={task} />}
      {part === 'people' && <SeenPeople account={account} trust={trust} />}
      {part === 'account' && <SeenAccount account={account} trust={trust} />}
    </section>
  );
}

function SeenAccount({ account, trust }: { account: string; trust: WholeTrust }) {
  const { t } = useWords();
  const name = nameOf(trust);
  const sight = useQuery(sightQuery(account, trust.id));
  return (
    <Shown of={sight} rows={3}>
      {({ account: seen, teams, offeredServices }) => (
        <>
          <h3>{t('sight.account')}</h3>
          {seen ? (
            <AccountBadge handle={seen.handle} name={seen.name} />
          ) : (
            <p className="quiet">{t('sight.noAccount')}</p>
          )}
          <h3>{t('sight.teams')}</h3>
          {teams.length === 0 ? (
            <p className="quiet">{t(`sight.noTeams.${trust.side}`, { name })}</p>
          ) : (
            <ul className="trade-bullets">
              {teams.map((team) => (
                <li key={team.id}>{team.name}</li>
              ))}
            </ul>
          )}
          <h3>{t('sight.services')}</h3>
          {offeredServices.length === 0 ? (
            <p className="quiet">{t(`sight.noServices.${trust.side}`, { name })}</p>
          ) : (
            offeredServices.map((service) => (
              <div key={service.id} className="sight-service">
                <strong>{service.name}</strong>
                {service.description && <p className="quiet small">{service.description}</p>}
                <ul className="trade-bullets">
                  {service.offerings.map((offering) => (
                    <li key={offering.id}>
                      {offering.name}: <Promised of={offering.target} />
                    </li>
                  ))}
                </ul>
              </div>
            ))
          )}
        </>
      )}
    </Shown>
  );
}

function Eye() {
  return (
    <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true" className="sight-eye">
      <path d="M1.5 9S4.2 4 9 4s7.5 5 7.5 5-2.7 5-7.5 5S1.5 9 1.500 9Z" />
      <circle cx="9" cy="9" r="2.3" />
    </svg>
  );
}
