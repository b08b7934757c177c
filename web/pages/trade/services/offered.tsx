import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { AccountBadge } from '../../../parts/account.tsx';
import { Empty } from '../../../parts/empty.tsx';
import { Wide } from '../../../parts/wide.tsx';
import { type Offered, offeredQuery, useWords } from '../parts/data.ts';
import { Shown } from '../parts/page.tsx';
import { Hours, Promised } from '../parts/promised.tsx';

/** What other accounts offer to the own one, by who offers it. */
export function OfferedServices({ account }: { account: string }) {
  const { t } = useWords();
  const offered = useQuery(offeredQuery(account));
  return (
    <Shown of={offered}>
      {(services) => {
        if (services.length === 0) {
          return (
            <Empty
              title={t('offered.empty.title')}
              action={
                <Link to="/a/$account/trusts" params={{ account }}>
                  {t('trusts')}
                </Link>
              }
            >
              {t('offered.empty.text')}
            </Empty>
          );
        }
        const providers = [...new Map(services.map(({ provider }) => [provider.id, provider])).values()];
        return providers.map((provider) => {
          const theirs = services.filter((service) => service.provider.id === provider.id);
          const common = sameHours(theirs);
          return (
            <section key={provider.id} className="trade-section">
              <h2>
                <AccountBadge handle={provider.handle} name={provider.name} />
              </h2>
              {common && (
                <div className="offered-hours">
                  <span className="quiet">{t('hours.title')}</span> <Hours of={common} />
                </div>
              )}
              <Wide label={t('offered.caption', { name: provider.name })}>
                <table className="plain">
                  <caption className="visually-hidden">{t('offered.caption', { name: provider.name })}</caption>
                  <thead>
                    <tr>
                      <th scope="col">{t('offerings.service')}</th>
                      <th scope="col">{t('offerings.offering')}</th>
                      <th scope="col">{t('promise.promised')}</th>
                      {!common && <th scope="col">{t('hours.title')}</th>}
                    </tr>
                  </thead>
                  <tbody>
                    {theirs.flatMap((service) =>
                      service.offerings.map((offering) => (
                        <tr key={offering.id}>
                          <td title={service.description || undefined}>{service.name}</td>
                          <td>{offering.name}</td>
                          <td>
                            <Promised of={offering.target} />
                          </td>
                          {!common && (
                            <td className="nowrap">
                              <Hours of={offering.calendar} />
                            </td>
                          )}
                        </tr>
                      )),
                    )}
                  </tbody>
                </table>
              </Wide>
            </section>
          );
        });
      }}
    </Shown>
  );
}

/** The hours of all that is offered, where they are the same. */
function sameHours(services: readonly { readonly offerings: readonly Offered[] }[]): Offered['calendar'] | undefined {
  const calendars = services.flatMap(({ offerings }) => offerings.map(({ calendar }) => calendar));
  const [first, ...others] = calendars;
  const same = others.every((one) => JSON.stringify(one) === JSON.stringify(first));
  return same ? first : undefined;
}
