import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { trustQuery, useRights, useWords, type WholeTrust } from '../parts/data.ts';
import { Page, ShownPage } from '../parts/page.tsx';
import type { trustViews } from '../views.ts';
import { useDecide } from './decide.ts';
import { Direction } from './direction.tsx';
import { EndTrust } from './end.tsx';
import { Ending } from './ending.tsx';
import { Granted } from './granted.tsx';
import { LentRoles } from './lent.tsx';
import { OfferingsAndTeams } from './offerings.tsx';
import { OtherSide } from './other-side.tsx';
import { Answer } from './row.tsx';
import { nameOf, stands, TrustState, toAnswer } from './state.tsx';
import { Story } from './story.tsx';
import { Suspend } from './suspend.tsx';

const route = getRouteApi('/app/a/$account/trusts/$trust');
type View = (typeof trustViews)[number];

/** One trust: where it stands, what is granted in it, what the other side sees of it, and how it ends. */
export function TrustPage() {
  const { account, trust: id } = route.useParams();
  const trust = useQuery(trustQuery(account, id));
  return <ShownPage of={trust}>{(shown) => <ShownTrust account={account} trust={shown} />}</ShownPage>;
}

function ShownTrust({ account, trust }: { account: string; trust: WholeTrust }) {
  const { t } = useWords();
  const { view: asked } = route.useSearch();
  const { mayChange } = useRights(account);
  const name = nameOf(trust);
  const views = viewsOf(trust, mayChange);
  // What is there to look at depends on where the trust stands.
  const view = views.find((one) => one === asked) ?? views[0];
  return (
    <Page
      title={name}
      parent={
        <Link to="/a/$account/trusts" params={{ account }} className="trade-away">
          {t('trusts')}
        </Link>
      }
      state={<TrustState trust={trust} />}
      actions={mayChange && <Actions account={account} trust={trust} />}
    >
      <div className="trust-head">
        <Direction side={trust.side} name={name} />
        <Story trust={trust} />
      </div>
      <Suspended trust={trust} />
      <Ending trust={trust} />
      {toAnswer(trust) && <p className="trade-note">{t('trust.pendingNote', { name })}</p>}
      {views.length > 0 && (
        <nav className="trade-views" aria-label={t('views')}>
          {views.map((one) => (
            <Link
              key={one}
              from="/a/$account/trusts/$trust"
              to="."
              search={{ view: one }}
              aria-current={one === view ? 'page' : undefined}
              className="trade-view"
            >
              {t(`trust.view.${one}`)}
            </Link>
          ))}
        </nav>
      )}
      {view && <ShownView view={view} account={account} trust={trust} />}
    </Page>
  );
}

function viewsOf(trust: WholeTrust, mayChange: boolean): readonly View[] {
  if (stands(trust))
    return mayChange ? ['granted', 'offerings', 'roles', 'sight', 'end'] : ['granted', 'offerings', 'roles', 'end'];
  return mayChange && trust.status === 'revoked' ? ['sight'] : [];
}

function ShownView({ view, account, trust }: { view: View; account: string; trust: WholeTrust }) {
  if (view === 'granted') return <Granted account={account} trust={trust} />;
  if (view === 'offerings') return <OfferingsAndTeams account={account} trust={trust} />;
  if (view === 'roles') return <LentRoles account={account} trust={trust} />;
  if (view === 'sight') return <OtherSide account={account} trust={trust} />;
  return <EndTrust account={account} trust={trust} />;
}

function Actions({ account, trust }: { account: string; trust: WholeTrust }) {
  const { t } = useWords();
  const decide = useDecide(account, trust);
  const [suspending, setSuspending] = useState(false);
  if (toAnswer(trust)) return <Answer trust={trust} account={account} />;
  if (trust.status === 'pending') {
    return (
      <Button variant="default" loading={decide.isPending} onClick={() => decide.mutate('cancellation')}>
        {t('trust.act.cancel')}
      </Button>
    );
  }
  if (!stands(trust)) return null;
  return (
    <>
      {trust.suspendedByUs ? (
        <Button loading={decide.isPending} onClick={() => decide.mutate('resumption')}>
          {t('trust.act.resume')}
        </Button>
      ) : (
        !trust.end && (
          <Button variant="default" onClick={() => setSuspending(true)}>
            {t('trust.act.suspend')}
          </Button>
        )
      )}
      {suspending && <Suspend account={account} trust={trust} onClose={() => setSuspending(false)} />}
    </>
  );
}

/** Who holds a trust up, and what that means. */
function Suspended({ trust }: { trust: WholeTrust }) {
  const { t } = useWords();
  if (trust.status !== 'suspended') return null;
  const name = nameOf(trust);
  const by = trust.suspendedByUs && trust.suspendedByThem ? 'both' : trust.suspendedByUs ? 'us' : 'them';
  return (
    <div className="trade-note soon-note" role="status">
      <strong>{t(`trust.suspended.${by}`, { name })}</strong> {t(`trust.suspended.means.${trust.side}`, { name })}
    </div>
  );
}
