import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { AccountBadge } from '../../../parts/account.tsx';
import { type Agreement, agreementQuery, useRights, useWords } from '../parts/data.ts';
import { Fact, Facts, Page, ShownPage } from '../parts/page.tsx';
import { Hours, Targets } from '../parts/promised.tsx';
import type { agreementViews } from '../views.ts';
import { Actions } from './actions.tsx';
import { ChangeAgreement } from './change.tsx';
import { Coverage } from './coverage.tsx';
import { ReportView } from './report.tsx';
import { AgreementPeriod, AgreementState, toAccept, useParties } from './words.tsx';

const route = getRouteApi('/app/a/$account/agreements/$agreement');
type View = (typeof agreementViews)[number];

/** One agreement: what it promises, whom it covers, and what it came to month by month. */
export function AgreementPage() {
  const { account, agreement: id } = route.useParams();
  const agreement = useQuery(agreementQuery(account, id));
  return <ShownPage of={agreement}>{(shown) => <ShownAgreement account={account} agreement={shown} />}</ShownPage>;
}

function ShownAgreement({ account, agreement }: { account: string; agreement: Agreement }) {
  const { t } = useWords();
  const { mayChange } = useRights(account);
  const parties = useParties();
  const views = viewsOf(agreement, mayChange);
  const { view = views[0] as View, period } = route.useSearch();
  const { other, service, offering, instance } = agreement;
  return (
    <Page
      title={agreement.name}
      parent={
        <Link to="/a/$account/agreements" params={{ account }} className="trade-away">
          {t('agreements')}
        </Link>
      }
      state={<AgreementState agreement={agreement} />}
      actions={mayChange && <Actions account={account} agreement={agreement} accepting={view === 'coverage'} />}
    >
      <Facts>
        <Fact name={parties(agreement)}>
          {other ? <AccountBadge handle={other.handle} name={other.name ?? other.handle} /> : t('agreement.ownWork')}
        </Fact>
        <Fact name={t('agreement.offering')}>
          {offering ? [service, offering.name].filter(Boolean).join(' · ') : t('agreement.offeringGone')}
        </Fact>
        <Fact name={t('agreement.period')}>
          <AgreementPeriod agreement={agreement} />
        </Fact>
        {instance !== null && <Fact name={t('agreement.instance')}>{instance.name}</Fact>}
      </Facts>
      {toAccept(agreement) && <p className="trade-note">{t('agreement.acceptNote')}</p>}
      <nav className="trade-views" aria-label={t('views')}>
        {views.map((one) => (
          <Link
            key={one}
            from="/a/$account/agreements/$agreement"
            to="."
            search={{ view: one }}
            aria-current={one === view ? 'page' : undefined}
            className="trade-view"
          >
            {t(one === 'coverage' && toAccept(agreement) ? 'agreement.view.accept' : `agreement.view.${one}`)}
          </Link>
        ))}
      </nav>
      {view === 'report' && <ReportView account={account} agreement={agreement} period={period} />}
      {view === 'promise' && <Terms agreement={agreement} />}
      {view === 'coverage' && <Coverage key={agreement.version} account={account} agreement={agreement} />}
      {view === 'change' && mayChange && (
        <ChangeAgreement key={agreement.version} account={account} agreement={agreement} />
      )}
    </Page>
  );
}

function viewsOf({ status, side, acceptedAt }: Agreement, mayChange: boolean): readonly View[] {
  const provides = side !== 'customer' && mayChange && status !== 'expired';
  return [
    ...(acceptedAt ? (['report'] as const) : []),
    'promise',
    'coverage',
    ...(provides ? (['change'] as const) : []),
  ];
}

function Terms({ agreement: { offering } }: { agreement: Agreement }) {
  const { t } = useWords();
  if (!offering) return <p className="quiet">{t('agreement.offeringGone')}</p>;
  return (
    <>
      <h2>{t('promise.promised')}</h2>
      <Targets of={offering.target} />
      <h2>{t('hours.title')}</h2>
      <Hours of={offering.calendar} />
    </>
  );
}
