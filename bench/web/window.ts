import type { Browser, Page } from 'playwright-core';
import { observerEmail, password } from '../cast.ts';

/** A window of the observer, signed in, at his inbox. */
export async function openInbox(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: url, viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  await page.addInitScript(watchFirstRow);
  await page.route(`**${bare}`, (route) => route.fulfill({ contentType: 'text/html', body: bareOnes }));
  await page.goto('/sign-in?returnTo=/inbox');
  await page.locator('input[type=email]').fill(observerEmail);
  await page.locator('input[type=password]').fill(password);
  await page.locator('button[type=submit]').click();
  await page.locator('.inbox-row').first().waitFor();
  return page;
}

declare global {
  interface Window {
    /** ms since the navigation began when the first row was on the screen. */
    firstRowAt?: number;
    paints: number[];
  }
}

/** Runs in the page, before anything of it: notes when the first row was painted. */
function watchFirstRow(): void {
  const seen = new MutationObserver(() => {
    if (!document.querySelector('.inbox-row')) return;
    seen.disconnect();
    // After the next frame it is on the screen.
    requestAnimationFrame(() => setTimeout(() => Object.assign(window, { firstRowAt: performance.now() })));
  });
  seen.observe(document, { childList: true, subtree: true });
}

/** ms from the beginning of the navigation until a row can be seen. */
export async function firstRow(page: Page): Promise<number> {
  await page.goto('/inbox', { waitUntil: 'commit' });
  const at = await page.waitForFunction(() => window.firstRowAt);
  return (await at.jsonValue()) as number;
}

/** ms until the same rows are on an empty page, written as text by a script that does nothing else: the floor of it. */
export async function bareRows(page: Page): Promise<number> {
  await page.goto(bare, { waitUntil: 'commit' });
  const at = await page.waitForFunction(() => window.firstRowAt);
  return (await at.jsonValue()) as number;
}

/** An address of the same origin that holds next to nothing, for floors. */
export const bare = '/bare';
const bareOnes = `<!doctype html><title>Bare</title><body><script>
fetch('/v1/inbox?perPage=100').then((answer) => answer.json()).then(({ items }) => {
  document.body.textContent = items.map(({ task }) => task.title).join('\\n');
  requestAnimationFrame(() => setTimeout(() => { window.firstRowAt = performance.now(); }));
});
</script>`;

/** From now on every key press leaves in `window.paints` how many ms went by until the frame after it was drawn. */
export const watchKeys = (page: Page) =>
  page.evaluate(() => {
    window.paints = [];
    addEventListener(
      'keydown',
      ({ timeStamp }) =>
        requestAnimationFrame(() => setTimeout(() => window.paints.push(performance.now() - timeStamp))),
      { capture: true },
    );
  });

/** ms between frames while the list is scrolled by `pixels` a frame for so many frames; 0: while nothing happens. */
export const frames = (page: Page, count: number, pixels: number): Promise<number[]> =>
  page.evaluate(
    ([many, by]) =>
      new Promise<number[]>((resolve) => {
        const list = document.querySelector('.inbox-list') as HTMLElement;
        const between: number[] = [];
        let last = performance.now();
        const frame = () => {
          const now = performance.now();
          between.push(now - last);
          last = now;
          list.scrollTop += by;
          if (between.length < many) requestAnimationFrame(frame);
          else resolve(between.slice(1));
        };
        requestAnimationFrame(frame);
      }),
    [count, pixels] as const,
  );
