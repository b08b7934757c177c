import { useQueries, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Empty } from '../../../parts/empty.tsx';
import { SkeletonRows } from '../../../parts/skeleton.tsx';
import { offeringsQuery, servicesQuery, useRights, useWords, type WholeTrust } from '../parts/data.ts';
import { Choice, type Row } from './choice.tsx';
import { nameOf } from './state.tsx';
import { LinkedTeams, TheirTeams } from './teams.tsx';

/** Which offerings are extended and accepted, and to which teams tasks may go. */
export function OfferingsAndTeams({ account, trust }: { account: string; trust: WholeTrust }) {
  const { mayChange } = useRights(account);
  return (
    <>
      {trust.side === 'trusted' && mayChange ? (
        <Extended account={account} trust={trust} />
      ) : (
        <Accepted account={account} trust={trust} mayChange={mayChange && trust.side === 'trusting'} />
      )}
      {trust.side === 'trusted' && mayChange ? (
        <LinkedTeams account={account} trust={trust} />
      ) : (
        <TheirTeams trust={trust} />
      )}
    </>
  );
}

/** What the own account offers: the trusted side chooses what it extends. */
function Extended({ account, trust }: { account: string; trust: WholeTrust }) {
  const { t } = useWords();
  const services = useQuery(servicesQuery(account));
  const offerings = useQueries({ queries: (services.data ?? []).map(({ id }) => offeringsQuery(account, id)) });
  const extended = new Map(trust.offerings.map((one) => [one.id, one.acceptedAt]));
  const rows = (services.data ?? []).flatMap((service, index) =>
    (offerings[index]?.data ?? [])
      .filter(({ id, endsOn }) => extended.has(id) || endsOn === null || endsOn >= today())
      .map(({ id, name }): Row => ({ id, name, service: service.name, acceptedAt: extended.get(id) })),
  );
  const waiting = !services.data || offerings.some((one) => one.isPending);
  return (
    <section className="trade-section">
      <h2>{t('offerings.extended', { name: nameOf(trust) })}</h2>
      <p className="quiet small">{t('offerings.extendedHelp', { name: nameOf(trust) })}</p>
      {waiting ? (
        <SkeletonRows />
      ) : rows.length === 0 ? (
        <Empty
          title={t('offerings.none.title')}
          action={
            <Link to="/a/$account/services" params={{ account }}>
              {t('services')}
            </Link>
          }
        >
          {t('offerings.none.text')}
        </Empty>
      ) : (
        <Choice account={account} trust={trust} rows={rows} list="offerings" chosen={[...extended.keys()]} />
      )}
    </section>
  );
}

const today = () => new Date().toISOString().slice(0, 10);

/** What is offered to the own account, or by it: the trusting side accepts. */
function Accepted({ account, trust, mayChange }: { account: string; trust: WholeTrust; mayChange: boolean }) {
  const { t } = useWords();
  const name = nameOf(trust);
  const rows = trust.offerings.map(
    ({ id, name, service, acceptedAt }): Row => ({ id, name, service: service.name, acceptedAt }),
  );
  rows.sort((a, b) => a.service.localeCompare(b.service) || a.name.localeCompare(b.name));
  const own = trust.side === 'trusted';
  return (
    <section className="trade-section">
      <h2>{t(own ? 'offerings.extended' : 'offerings.accepted', { name })}</h2>
      <p className="quiet small">{t(own ? 'offerings.extendedHelp' : 'offerings.acceptedHelp', { name })}</p>
      {rows.length === 0 ? (
        <p>{t(own ? 'offerings.nothingExtended' : 'offerings.nothingOffered', { name })}</p>
      ) : (
        <Choice
          account={account}
          trust={trust}
          rows={rows}
          list="accepted-offerings"
          chosen={rows.filter(({ acceptedAt }) => acceptedAt !== null).map(({ id }) => id)}
          readOnly={!mayChange}
        />
      )}
    </section>
  );
}
