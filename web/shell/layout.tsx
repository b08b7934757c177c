import { Burger } from '@mantine/core';
import { Outlet, useNavigate, useParams, useRouterState } from '@tanstack/react-router';
import { Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { forgetBegun } from '../client/begun.ts';
import { useMe } from '../client/me.ts';
import { useNews } from '../client/news.ts';
import { NotHere } from '../parts/not-here.tsx';
import { overlay } from '../parts/on-demand.tsx';
import { SkeletonRows } from '../parts/skeleton.tsx';
import { type Command, useCommands } from './commands.ts';
import { useLiked } from './liked.ts';
import { Nav } from './nav.tsx';
import { placesIn } from './places.ts';

const Palette = overlay(() => import('./palette.tsx'));
const KeyList = overlay(() => import('./key-list.tsx'));

/** The frame of every page behind the sign-in. */
export function Layout() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const me = useMe();
  const { account } = useParams({ strict: false });
  const isElsewhere = account !== undefined && !me.accounts.some(({ handle }) => handle === account);
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const [menu, setMenu] = useState(false);
  const [keys, setKeys] = useState(false);
  const [palette, setPalette] = useState(false);
  useNews();
  useLiked();
  useEffect(() => forgetBegun(me.person.id), [me.person.id]);
  useEffect(() => {
    // Needed most when nothing can be loaded any more.
    void import('../parts/toasts.tsx');
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: on a phone the menu is in the way of where one went.
  useEffect(() => setMenu(false), [path]);
  useFocusOnArrival();

  const commands = useMemo<Command[]>(() => {
    const group = t('keys.general');
    const openPalette = () => {
      setPalette(true);
      void import('@mantine/spotlight').then(({ spotlight }) => setTimeout(spotlight.open));
    };
    return [
      { id: 'palette', label: t('keys.palette'), group, keys: '$mod+k', run: openPalette, keysOnly: true },
      { id: 'keys', label: t('keys.help'), group, keys: 'Shift+?', run: () => setKeys(true) },
      { id: 'go-inbox', label: t('nav.inbox'), group, keys: 'g i', run: () => void navigate({ to: '/inbox' }) },
      ...me.accounts.flatMap((account) =>
        placesIn(account).map(({ to, words }) => ({
          id: `go ${to} ${account.handle}`,
          label: t(words),
          group: account.name,
          run: () => void navigate({ to, params: { account: account.handle } }),
        })),
      ),
    ];
  }, [t, navigate, me]);
  useCommands(commands);

  return (
    <div className="shell">
      <a className="skip" href="#content">
        {t('nav.skip')}
      </a>
      <div className="shell-bar">
        <Burger
          opened={menu}
          onClick={() => setMenu(!menu)}
          size="sm"
          aria-label={t(menu ? 'nav.close' : 'nav.open')}
          aria-expanded={menu}
        />
        <strong>{t('product')}</strong>
      </div>
      <Nav open={menu} onKeys={() => setKeys(true)} onPalette={commands[0]?.run as () => void} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and on some pages holds nothing else to be reached by keys. */}
      <main className="shell-main" id="content" tabIndex={0}>
        <Suspense
          fallback={
            <div className="page">
              <SkeletonRows />
            </div>
          }
        >
          {isElsewhere ? <NotHere /> : <Outlet />}
        </Suspense>
      </main>
      <Suspense>
        {palette && <Palette />}
        {keys && <KeyList opened onClose={() => setKeys(false)} />}
      </Suspense>
    </div>
  );
}

/** What had the focus may be gone with the page it stood on: then the next page has it, so that one goes on from there. */
function useFocusOnArrival(): void {
  const arrived = useRouterState({ select: ({ resolvedLocation }) => resolvedLocation?.pathname });
  const before = useRef(arrived);
  useEffect(() => {
    const hasLeft = before.current !== undefined && before.current !== arrived;
    before.current = arrived;
    if (hasLeft && document.activeElement === document.body)
      document.getElementById('content')?.focus({ preventScroll: true });
  }, [arrived]);
}
