import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Context } from 'koa';
import { z } from 'zod';
import { documentOf } from '../openapi.ts';
import { type Route, route } from '../route.ts';
import { documentation, landing } from './pages.ts';

/** The routes together with those that document them. */
export function documented(routes: readonly Route[]): readonly Route[] {
  let document: object | undefined;
  const all: Route[] = [...routes];
  const documentOnce = () => {
    document ??= documentOf(all);
    return document;
  };
  all.push(...pages(documentOnce));
  return all;
}

const pages = (document: () => object): Route[] => [
  route({
    method: 'GET',
    path: '/openapi.json',
    summary: 'This interface as an OpenAPI 3.1 document',
    policy: 'public',
    response: z.looseObject({}),
    handler: async () => ({ ...document() }),
  }),
  route({
    method: 'GET',
    path: '/docs',
    summary: 'This interface as a page to read and try',
    policy: 'public',
    content: 'text/html',
    handler: async ({ http }) => {
      http.set('Content-Security-Policy', forDocs);
      return documentation;
    },
  }),
  route({
    method: 'GET',
    path: '/docs/rapidoc.js',
    summary: 'The program behind that page',
    policy: 'public',
    content: 'text/javascript',
    handler: async ({ http }) => {
      http.set('Cache-Control', 'public, max-age=86400');
      return rapidoc(http);
    },
  }),
  route({
    method: 'GET',
    path: '/',
    summary: 'Where to go from here',
    policy: 'public',
    content: 'text/html',
    handler: async ({ http }) => {
      http.set('Content-Security-Policy', forLanding);
      return landing;
    },
  }),
];

/** The page styles itself; nothing comes from elsewhere. */
const forDocs =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";
const forLanding = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'";

/** 218 kB instead of 900 for browsers that take it compressed, which is all of them. */
function rapidoc(http: Context): Buffer {
  const file = createRequire(import.meta.url).resolve('rapidoc/dist/rapidoc-min.js');
  http.vary('Accept-Encoding');
  if (http.acceptsEncodings('gzip') !== 'gzip') return readFileSync(file);
  http.set('Content-Encoding', 'gzip');
  return readFileSync(`${file}.gz`);
}
