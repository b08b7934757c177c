import { Button } from '@mantine/core';
import { useQueries, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { teamsQuery } from '../../../client/people.ts';
import { Empty } from '../../../parts/empty.tsx';
import { type Command, useCommands } from '../../../shell/commands.ts';
import { type Offering, offeringsQuery, type Service, servicesQuery, useRights, useWords } from '../parts/data.ts';
import { Page, Shown, State } from '../parts/page.tsx';
import { Promised } from '../parts/promised.tsx';
import { NewService } from './new-service.tsx';
import { OfferedServices } from './offered.tsx';
import './services.css';

const route = getRouteApi('/app/a/$account/services');
const views = ['own', 'offered'] as const;

/** What an account does for others, and what others do for it. */
export function ServicesPage() {
  const { t } = useWords();
  const { account } = route.useParams();
  const { view = 'own', add = false } = route.useSearch();
  const navigate = route.useNavigate();
  const { mayChange } = useRights(account);
  const commands = useMemo<Command[]>(() => {
    const run = () => void navigate({ search: { add: true } });
    return mayChange ? [{ id: 'service-new', label: t('service.add'), group: t('services'), keys: 'n', run }] : [];
  }, [mayChange, t, navigate]);
  useCommands(commands);
  return (
    <Page
      title={t('services')}
      actions={
        mayChange && <Button onClick={() => void navigate({ search: { add: true } })}>{t('service.add')}</Button>
      }
    >
      <nav className="trade-views" aria-label={t('views')}>
        {views.map((one) => (
          <Link
            key={one}
            from="/a/$account/services"
            to="."
            search={{ view: one }}
            aria-current={one === view ? 'page' : undefined}
            className="trade-view"
          >
            {t(`service.view.${one}`)}
          </Link>
        ))}
      </nav>
      {view === 'own' ? <OwnServices account={account} mayChange={mayChange} /> : <OfferedServices account={account} />}
      {mayChange && add && <NewService account={account} onClose={() => void navigate({ search: {} })} />}
    </Page>
  );
}

function OwnServices({ account, mayChange }: { account: string; mayChange: boolean }) {
  const { t } = useWords();
  const services = useQuery(servicesQuery(account));
  const teams = useQuery(teamsQuery(account));
  const offerings = useQueries({ queries: (services.data ?? []).map(({ id }) => offeringsQuery(account, id)) });
  return (
    <Shown of={services}>
      {(all) =>
        all.length === 0 ? (
          <Empty
            title={t('service.empty.title')}
            action={
              mayChange && (
                <Link from="/a/$account/services" to="." search={{ add: true }} className="trade-away">
                  {t('service.add')}
                </Link>
              )
            }
          >
            {t('service.empty.text')}
          </Empty>
        ) : (
          <ul className="trade-list">
            {all.map((service, index) => (
              <ServiceRow
                key={service.id}
                account={account}
                service={service}
                team={teams.data?.find(({ id }) => id === service.teamId)?.name}
                offerings={offerings[index]?.data}
              />
            ))}
          </ul>
        )
      }
    </Shown>
  );
}

function ServiceRow({ account, service, team, offerings }: ServiceRowProps) {
  const { t } = useWords();
  const params = { account, service: service.id };
  return (
    <li className="service-row">
      <div>
        <h2>
          <Link to="/a/$account/services/$service" params={params} className="trade-link">
            {service.name}
          </Link>
        </h2>
        {service.description !== '' && <p className="small">{service.description}</p>}
        {team && <p className="quiet small">{t('service.doneBy', { team })}</p>}
        {service.confidential && <State kind="quiet">{t('service.confidential')}</State>}
      </div>
      {offerings && offerings.length === 0 && <p className="quiet small">{t('service.offersNothing')}</p>}
      {offerings && offerings.length > 0 && (
        <ul className="service-offerings">
          {offerings.map((offering) => (
            <li key={offering.id}>
              <Link
                to="/a/$account/services/$service"
                params={params}
                search={{ offering: offering.id }}
                className="trade-link"
              >
                {offering.name}
              </Link>
              <span className="quiet small">
                <Promised of={offering.target} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
type ServiceRowProps = {
  readonly account: string;
  readonly service: Service;
  readonly team: string | undefined;
  readonly offerings: readonly Offering[] | undefined;
};
