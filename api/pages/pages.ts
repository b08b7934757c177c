import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Context, Middleware } from 'koa';
import serveStatic from 'koa-static';

/**
 * The pages for people, as they were built into `folder`. Every address that is not the API's is one of theirs: the
 * program in the browser says what is there, and asks the API for it.
 * @throws Error when nothing was built there
 */
export function pagesIn(folder: string): Middleware {
  const page = join(folder, 'index.html');
  if (!existsSync(page)) throw new Error(`There are no pages in ${folder}: run "npm run build".`);
  const files = serveStatic(folder, { index: false, maxAge: yearInMs, immutable: true, brotli: true, gzip: true });
  return async (http, next) => {
    if ((http.method !== 'GET' && http.method !== 'HEAD') || isApi(http.path)) return next();
    if (http.path.startsWith('/assets/')) {
      // Their names change with their content: whatever is there is kept, and that something is not there is not.
      const unkept = http.response.get('Cache-Control');
      http.remove('Cache-Control');
      return files(http, () => {
        http.set('Cache-Control', unkept);
        return next();
      });
    }
    http.vary('Accept');
    // Programs take whatever there is; only who asks for a page is shown one.
    if (http.accepts('json', 'html') !== 'html') return next();
    show(http, await readFile(page, 'utf8'));
  };
}

function show(http: Context, template: string): void {
  const nonce = randomBytes(16).toString('base64');
  http.set('Content-Security-Policy', policyWith(nonce));
  http.type = 'html';
  http.body = template.replaceAll('%NONCE%', nonce);
}

/** Nothing but our own files; styles that the component library writes into the page carry the nonce. */
const policyWith = (nonce: string) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

const isApi = (path: string) => /^\/(v1|docs|mailbox|health|operator)(\/|$)|^\/openapi\.json$/.test(path);

const yearInMs = 31_536_000_000;
