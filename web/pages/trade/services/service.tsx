import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { personQuery, teamsQuery } from '../../../client/people.ts';
import { offeringsQuery, type Service, serviceQuery, useRights, useWords } from '../parts/data.ts';
import { Fact, Facts, Page, Shown, ShownPage, State } from '../parts/page.tsx';
import { serviceViews } from '../views.ts';
import { EditService } from './edit-service.tsx';
import { Instances } from './instances.tsx';
import { OfferingPanel } from './offering.tsx';
import { NewOffering } from './offering-form.tsx';
import { OfferingTable } from './offering-table.tsx';
import './services.css';

const route = getRouteApi('/app/a/$account/services/$service');

/** One of the own services: what it offers, who does it for whom, what it is. */
export function ServicePage() {
  const { account, service: id } = route.useParams();
  const service = useQuery(serviceQuery(account, id));
  return <ShownPage of={service}>{(shown) => <ShownService account={account} service={shown} />}</ShownPage>;
}

function ShownService({ account, service }: { account: string; service: Service }) {
  const { t } = useWords();
  const { view = 'offerings' } = route.useSearch();
  const { mayChange } = useRights(account);
  const teams = useQuery(teamsQuery(account));
  const owner = useQuery(personQuery(account, service.ownerId));
  return (
    <Page
      title={service.name}
      parent={
        <Link to="/a/$account/services" params={{ account }} className="trade-away">
          {t('services')}
        </Link>
      }
      state={service.confidential && <State kind="quiet">{t('service.confidential')}</State>}
    >
      {service.description !== '' && <p className="trade-measure">{service.description}</p>}
      <Facts>
        <Fact name={t('service.team')}>{teams.data?.find(({ id }) => id === service.teamId)?.name ?? '…'}</Fact>
        <Fact name={t('service.owner')}>
          {service.ownerId === null ? t('service.noOwner') : (owner.data?.name ?? '…')}
        </Fact>
      </Facts>
      <nav className="trade-views" aria-label={t('views')}>
        {serviceViews
          .filter((one) => mayChange || one !== 'service')
          .map((one) => (
            <Link
              key={one}
              from="/a/$account/services/$service"
              to="."
              search={{ view: one }}
              aria-current={one === view ? 'page' : undefined}
              className="trade-view"
            >
              {t(`service.part.${one}`)}
            </Link>
          ))}
      </nav>
      {view === 'offerings' && <Offerings account={account} service={service} mayChange={mayChange} />}
      {view === 'instances' && <Instances account={account} service={service} />}
      {view === 'service' && mayChange && <EditService key={service.id} account={account} service={service} />}
    </Page>
  );
}

function Offerings({ account, service, mayChange }: { account: string; service: Service; mayChange: boolean }) {
  const { t } = useWords();
  const { offering } = route.useSearch();
  const offerings = useQuery(offeringsQuery(account, service.id));
  if (offering === 'new' && mayChange) return <NewOffering account={account} service={service} />;
  return (
    <Shown of={offerings} rows={4}>
      {(all) => {
        const opened = all.find(({ id }) => id === offering);
        if (opened) return <OfferingPanel key={opened.id} account={account} offering={opened} />;
        return (
          <>
            <OfferingTable offerings={all} />
            {mayChange && (
              <Button
                mt="md"
                variant={all.length === 0 ? 'filled' : 'default'}
                renderRoot={(props) => (
                  <Link
                    {...props}
                    from="/a/$account/services/$service"
                    to="."
                    search={{ view: 'offerings', offering: 'new' }}
                  />
                )}
              >
                {t('offering.add')}
              </Button>
            )}
          </>
        );
      }}
    </Shown>
  );
}
