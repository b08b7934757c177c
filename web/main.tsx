import './shell/mantine.ts';
import './shell/shell.css';
import './shell/frame.css';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { setNonce } from 'get-nonce';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { closeLive } from './client/live.ts';
import { meQuery } from './client/me.ts';
import { ApiProblem, Unreachable } from './client/problem.ts';
import { forgetRead, onSignedOut, queries } from './client/queries.ts';
import { Corner } from './parts/corner.tsx';
import { router } from './router.tsx';
import { theme } from './shell/theme.ts';
import { startWords } from './words/index.ts';

const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
// Dialogs keep the page behind them from scrolling by a style of their own.
setNonce(nonce);

onSignedOut(() => {
  // Who was not signed in is led there by the page he asked for.
  if (queries.getQueryData(meQuery.queryKey) === undefined) return;
  const { pathname, href } = router.state.location;
  if (pathname === '/sign-in') return;
  closeLive();
  // Whoever goes back from there finds nothing of what was read. What he has begun waits for him, and for nobody else.
  void router.navigate({ to: '/sign-in', search: { returnTo: href, over: true } }).then(forgetRead);
});

// A part of the pages that is there no more: a newer version was put in its place. Without a connection, or when that did not
// help a moment ago, it is an error like others.
addEventListener('vite:preloadError', (event) => {
  const last = Number(sessionStorage.getItem('accord.reloaded'));
  if (!navigator.onLine || Date.now() - last < 60_000) return;
  sessionStorage.setItem('accord.reloaded', String(Date.now()));
  event.preventDefault();
  location.reload();
});

await startWords();
createRoot(document.getElementById('root') as HTMLElement, {
  // What the API refuses is shown on the page; it is no fault of the program.
  onCaughtError: (error) => {
    if (!(error instanceof ApiProblem || error instanceof Unreachable)) console.error(error);
  },
}).render(
  <StrictMode>
    <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={() => nonce}>
      <QueryClientProvider client={queries}>
        <Corner />
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
