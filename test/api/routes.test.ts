import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { z } from 'zod';
import { documentOf } from '../../api/openapi.ts';
import type { Parts } from '../../api/parts.ts';
import { type May, policies } from '../../api/policy.ts';
import { type Route, route } from '../../api/route.ts';
import { routes } from '../../api/routes.ts';
import { serve } from '../../api/serve.ts';

const golden = join(import.meta.dirname, 'routes.golden.txt');
const serving = { parts: { log: pino({ level: 'silent' }) } as unknown as Parts, limit: async () => {} };

test('every route, its policy and its scope are as written down', () => {
  const lines = routes.map(({ method, path, policy, scope, summary }) => {
    const needed = policy === 'public' || policy === 'operator' ? '' : (scope ?? 'read');
    return `${method.padEnd(6)} ${path.padEnd(48)} ${policy.padEnd(9)} ${needed.padEnd(5)} ${summary}`;
  });
  const now = `${lines.sort((one, other) => (one.slice(7) < other.slice(7) ? -1 : 1)).join('\n')}\n`;
  if (process.env.ACCORD_TEST_GOLDEN === 'write') writeFileSync(golden, now);
  expect(now).toBe(readFileSync(golden, 'utf8'));
});

test('every route has a policy, and all but reading needs a scope beyond it', () => {
  for (const { method, path, policy, scope } of routes) {
    expect([path, policies.includes(policy)]).toEqual([path, true]);
    const harmless = method === 'GET' || ['/v1/session', '/v1/welcome'].includes(path) || policy === 'operator';
    expect([method, path, harmless || (scope !== undefined && scope !== 'read')]).toEqual([method, path, true]);
  }
});

describe('the API does not start', () => {
  const fine = route({
    method: 'GET',
    path: '/x',
    summary: 'x',
    policy: 'public',
    response: z.object({}),
    handler: async () => ({}),
  });

  test('with a route that has no policy', () => {
    const { policy: _, ...without } = fine;
    expect(() => serve([without as Route], serving)).toThrow('The route GET /x has no policy');
    expect(() => serve([{ ...fine, policy: 'everybody' as 'public' }], serving)).toThrow('has no policy');
  });

  test('with a route of members that does not say which roles may do it to which records', () => {
    const members: Route = { ...fine, policy: 'member' };
    expect(() => serve([members], serving)).toThrow('The route GET /x does not say which roles may do it');
    expect(() => serve([{ ...members, may: {} }], serving)).toThrow('does not say which roles');
    for (const may of [{ everybody: ['specialist'] }, { own: ['root'] }, { own: [] }] as unknown as May[]) {
      expect(() => serve([{ ...members, may }], serving)).toThrow('names a relation or a role that there is not');
    }
    expect(() => serve([{ ...members, may: { own: ['specialist'] } }], serving)).not.toThrow();
  });

  test('with two routes at one address', () => {
    expect(() => serve([fine, fine], serving)).toThrow('The route GET /x is declared twice');
  });
});

describe('the document', () => {
  const document = documentOf(routes) as unknown as {
    openapi: string;
    paths: Record<string, Record<string, Operation>>;
    components: { schemas: Record<string, unknown> };
  };
  type Operation = {
    operationId: string;
    security: object[];
    parameters?: { in: string; name: string; required?: boolean }[];
    requestBody?: { content: Record<string, { schema: object }> };
    responses: Record<string, { content?: Record<string, { schema: object }> }>;
  };
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );

  test('is OpenAPI 3.1 and has every route once', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(operations.length).toBe(routes.length);
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  test('says of each what it takes, what it answers and how it refuses', () => {
    for (const { path, method, operation } of operations) {
      const declared = routes.find(
        (one) => one.method === method.toUpperCase() && one.path.replace(/:(\w+)/g, '{$1}') === path,
      );
      const names = (operation.parameters ?? []).filter((one) => one.in === 'path').map(({ name }) => name);
      expect([path, names]).toEqual([path, [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)]);
      expect([path, operation.requestBody !== undefined]).toEqual([path, declared?.body !== undefined]);
      expect([path, operation.security.length > 0]).toEqual([path, declared?.policy !== 'public']);
      expect(Object.keys(operation.responses).some((status) => /^(2|303)/.test(status))).toBe(true);
      expect(operation.responses['429']?.content?.['application/problem+json']).toBeDefined();
    }
  });

  test('every reference in it leads somewhere', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(
      ([, name]) => name as string,
    );
    expect(references.length).toBeGreaterThan(20);
    expect(references.filter((name) => !(name in document.components.schemas))).toEqual([]);
  });
});
