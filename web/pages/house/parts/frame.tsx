import { Link, Outlet, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMembership } from '../../../client/me.ts';
import { AccountBadge } from '../../../parts/account.tsx';
import { NotHere } from '../../../parts/not-here.tsx';
import { useRights } from './rights.ts';
import '../house.css';

/** What stands above the pages of people, teams and places: whose they are, and the other ones. */
export function PeopleFrame() {
  const { t } = useTranslation(['house', 'common']);
  const { readsLog } = useRights();
  return (
    <Frame label={t('tabs.people')}>
      <Tab to="/a/$account/people" words={t('tab.people')} />
      <Tab to="/a/$account/teams" words={t('tab.teams')} />
      <Tab to="/a/$account/organizations" words={t('tab.organizations')} />
      <Tab to="/a/$account/sites" words={t('tab.sites')} />
      {readsLog && <Tab to="/a/$account/permissions" words={t('tab.permissions')} />}
    </Frame>
  );
}

export function SettingsFrame() {
  const { t } = useTranslation(['house', 'common']);
  const { own } = useRights();
  return (
    <Frame label={t('tabs.settings')}>
      <Tab to="/a/$account/settings" words={t('tab.account')} exact />
      <Tab to="/a/$account/settings/branding" words={t('tab.branding')} />
      <Tab to="/a/$account/settings/hours" words={t('tab.hours')} />
      <Tab to="/a/$account/settings/tokens" words={t('tab.tokens')} />
      {own?.kind === 'directory' && <Tab to="/a/$account/settings/domains" words={t('tab.domains')} />}
    </Frame>
  );
}

export function AuditFrame() {
  const { t } = useTranslation(['house', 'common']);
  return (
    <Frame label={t('tabs.audit')}>
      <Tab to="/a/$account/audit" words={t('tab.entries')} exact />
      <Tab to="/a/$account/audit/seals" words={t('tab.seals')} />
    </Frame>
  );
}

function Frame({ label, children }: { label: string; children: React.ReactNode }) {
  const { account } = useParams({ strict: false });
  const membership = useMembership(account ?? '');
  if (!membership) return <NotHere />;
  return (
    <div className="page house">
      <div className="house-whose">
        <AccountBadge handle={membership.handle} name={membership.name} />
      </div>
      <nav className="house-tabs" aria-label={label}>
        {children}
      </nav>
      <Outlet />
    </div>
  );
}

type Place =
  | '/a/$account/people'
  | '/a/$account/teams'
  | '/a/$account/organizations'
  | '/a/$account/sites'
  | '/a/$account/permissions'
  | '/a/$account/settings'
  | '/a/$account/settings/branding'
  | '/a/$account/settings/hours'
  | '/a/$account/settings/tokens'
  | '/a/$account/settings/domains'
  | '/a/$account/audit'
  | '/a/$account/audit/seals';

function Tab({ to, words, exact = false }: { to: Place; words: string; exact?: boolean }) {
  const { account = '' } = useParams({ strict: false });
  return (
    <Link to={to} params={{ account }} activeOptions={{ exact, includeSearch: false }} className="house-tab">
      {words}
    </Link>
  );
}
