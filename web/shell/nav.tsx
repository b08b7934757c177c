import { UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useRouterState } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { isEmployeeOnly, useMe } from '../client/me.ts';
import { hasStartQuery } from '../client/portal.ts';
import { AccountBadge } from '../parts/account.tsx';
import { OnDemand, overlay } from '../parts/on-demand.tsx';
import { Keys } from './key-names.tsx';
import { LiveState } from './live-state.tsx';
import { belongsTo, placesIn } from './places.ts';

const UserMenu = overlay(() => import('./user-menu.tsx'));

/**
 * Where one can go: the inbox over all accounts, then what each account is to the viewer. What is done for him comes
 * first where that is all, last where he works, and is left out where there is nothing.
 */
export function Nav({ open, onKeys, onPalette }: { open: boolean; onKeys: () => void; onPalette: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const employeeOnly = isEmployeeOnly(me);
  const { data: hasStart } = useQuery({ ...hasStartQuery, enabled: !employeeOnly });
  const home = (
    <Link to="/home" className="nav-link">
      {t('nav.home')}
    </Link>
  );
  return (
    <nav className="shell-nav" aria-label={t('nav.label')} data-open={open}>
      <OnDemand
        button={(open) => (
          <UnstyledButton
            className="nav-link"
            aria-label={t('menu.label', { name: me.person.name })}
            aria-haspopup="menu"
            onClick={open}
          >
            <strong>{me.person.name}</strong>
          </UnstyledButton>
        )}
        menu={() => <UserMenu me={me} onKeys={onKeys} />}
      />
      <UnstyledButton className="nav-link nav-search" onClick={onPalette}>
        {t('palette.key')}
        <span className="count">
          <Keys keys="$mod+k" />
        </span>
      </UnstyledButton>
      {employeeOnly && home}
      <Link to="/inbox" className="nav-link">
        {t('nav.inbox')}
      </Link>
      {me.accounts.map((account) => {
        const places = placesIn(account);
        if (places.length === 0) return null;
        return (
          <section key={account.id} aria-label={account.name}>
            <div className="nav-group">
              <AccountBadge handle={account.handle} name={account.name} {...account.branding} />
            </div>
            {places.map(({ to, words }) => (
              <Link
                key={to}
                to={to}
                params={{ account: account.handle }}
                className="nav-link"
                data-status={belongsTo(to, account.handle, path) ? 'active' : undefined}
              >
                {t(words)}
              </Link>
            ))}
          </section>
        );
      })}
      {hasStart && home}
      <LiveState />
    </nav>
  );
}
