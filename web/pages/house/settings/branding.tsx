import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AccountBadge } from '../../../parts/account.tsx';
import { ProblemNote } from '../../../parts/problem.tsx';
import { SkeletonRows } from '../../../parts/skeleton.tsx';
import { useTitle } from '../../../parts/title.ts';
import { accountQuery, type OwnAccount } from '../queries.ts';
import { ColourForm } from './colour.tsx';
import { whiteOn } from './contrast.ts';
import { LogoForm } from './logo.tsx';

const route = getRouteApi('/app/house-settings/a/$account/settings/branding');

/** How the account looks wherever it is named. */
export function BrandingPage() {
  const { t } = useTranslation(['house', 'common']);
  const { account } = route.useParams();
  const { data: own, error, refetch } = useQuery(accountQuery(account));
  useTitle(t('tab.branding'));
  return (
    <>
      <div className="page-head">
        <h1>{t('branding.title')}</h1>
      </div>
      <p className="quiet house-lead">{t('branding.lead')}</p>
      {error && <ProblemNote error={error} again={() => void refetch()} />}
      {!own && !error && <SkeletonRows />}
      {own && <Branding key={`${own.branding.colour} ${own.branding.logo}`} account={account} own={own} />}
    </>
  );
}

function Branding({ account, own }: { account: string; own: OwnAccount }) {
  const [colour, setColour] = useState(own.branding.colour ?? '');
  const [logo, setLogo] = useState<string | null>(own.branding.logo);
  return (
    <div className="house-columns">
      <div className="branding-forms">
        <ColourForm account={account} own={own} colour={colour} onChange={setColour} />
        <LogoForm account={account} own={own} shown={logo} onShow={setLogo} />
      </div>
      <Preview own={own} colour={whiteOn(colour) === undefined ? null : colour} logo={logo} />
    </div>
  );
}

/** What others will see, light and dark. */
function Preview({ own, colour, logo }: { own: OwnAccount; colour: string | null; logo: string | null }) {
  const { t } = useTranslation(['house', 'common']);
  return (
    <section aria-labelledby="branding-preview">
      <h2 id="branding-preview">{t('branding.preview')}</h2>
      {(['light', 'dark'] as const).map((scheme) => (
        <div key={scheme} className="branding-preview" style={{ colorScheme: scheme }}>
          <div className="branding-caption">{t(`common:menu.${scheme}`)}</div>
          <div className="branding-row">
            <AccountBadge handle={own.handle} name={own.name} colour={colour} logo={null} />
            {logo && <AccountBadge handle={own.handle} name={own.name} colour={colour} logo={logo} />}
          </div>
          <div className="branding-row">
            <AccountBadge handle={own.handle} name={own.name} colour={colour} logo={logo} short />
            <span>{t('branding.exampleTask')}</span>
            <span className="branding-caption">{own.name}</span>
          </div>
        </div>
      ))}
    </section>
  );
}
