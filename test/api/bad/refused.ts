import { expect } from '@jest/globals';
import type { Route } from '../../../api/route.ts';
import type { Answer } from '../../support/api.ts';

/**
 * What every refusal must be: a 4xx with a problem document that says what is wrong and what to do, and nothing of what
 * is inside. Returns the status, so that tables can ask for more.
 */
export function expectRefused(what: string, { status, headers, body }: Answer): number {
  expect([what, status >= 400 && status < 500, status]).toEqual([what, true, status]);
  expect([what, headers.get('content-type')]).toEqual([what, 'application/problem+json']);
  expect([what, body]).toEqual([
    what,
    expect.objectContaining({
      type: expect.stringMatching(/^urn:accord:problem:[a-z-]+$/),
      title: expect.any(String),
      detail: expect.stringMatching(/^[A-Z"].*[.:…]$/s),
      status,
      requestId: expect.any(String),
    }),
  ]);
  expect(JSON.stringify(body)).not.toMatch(
    /node_modules|\.ts:|at async|select |insert |violates|syntax error|ECONN|stack/i,
  );
  return status;
}

export const someId = '0198a3c0-0000-7000-8000-00000000000f';

/** What is sent in place of an id. */
export const noIds = [
  'nonsense',
  '1',
  '-1',
  '%00',
  `${someId}%00`,
  `{${someId}}`,
  someId.replaceAll('-', ''),
  `${someId}0`,
  'a'.repeat(3000),
  "' or 1=1 --",
  '..%2f..%2fetc%2fpasswd',
  '%E0%A4%A',
  '%ED%A0%80',
  '[object Object]',
  'null',
];

export const nameOf = ({ method, path }: Route) => `${method} ${path}`;

/** The route's address, every parameter filled. */
export const pathOf = ({ path }: Pick<Route, 'path'>, id = someId) =>
  path.replace(/:(\w+)/g, (_, name) => (name === 'role' ? 'specialist' : id));
