import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { routes } from '../../../api/routes.ts';
import { type Api, type Client, startApi } from '../../support/api.ts';
import { type Organisation, organisation } from '../../support/organisation.ts';
import { sendRaw } from '../../support/raw.ts';
import { onboarding } from '../../support/running.ts';
import { stateOf } from '../../support/state.ts';
import { expectRefused, nameOf, pathOf } from './refused.ts';

let cast: Organisation;
let api: Api;
let hugo: Client;
let before: string;
beforeAll(async () => {
  cast = await organisation();
  api = await startApi(cast);
  hugo = await api.as('hugo', 'fernhill-hr');
  await onboarding(cast, hugo);
  before = await stateOf(cast.database.ownerUrl);
});
afterAll(async () => {
  await api.close();
  await cast.close();
});

const taking = routes.filter(({ body }) => body);

async function nothingChanged(): Promise<void> {
  expect(await stateOf(cast.database.ownerUrl)).toBe(before);
}

describe('every route that takes a body', () => {
  const wrong: readonly (readonly [string, string | Buffer, { readonly [name: string]: string }?])[] = [
    ['nothing', ''],
    ['broken JSON', '{"a":'],
    ['JSON with a comma too many', '{"a":1,}'],
    ['a list', '[]'],
    ['null', 'null'],
    ['a number', '1'],
    ['a text', '"x"'],
    ['an unknown field', '{"nonsense":1}'],
    [
      'the fields of the database',
      '{"id":"x","accountId":"x","status":"completed","version":9,"createdBy":"x","roles":["account_admin"]}',
    ],
    ['__proto__', '{"__proto__":{"admin":true}}'],
    ['constructor', '{"constructor":{"prototype":{"admin":true}}}'],
    ['operators', '{"reason":{"$ne":null},"text":{"$or":[]},"name":{"like":"%"}}'],
    [
      'a NUL',
      '{"reason":"a\\u0000b","text":"a\\u0000b","name":"a\\u0000b","output":{"x":"\\u0000"},"input":{"x":"\\u0000"}}',
    ],
    ['half a character', '{"reason":"\\ud800","text":"\\ud800","name":"\\ud800","output":{"\\ud800":1}}'],
    [
      'bytes that are no UTF-8',
      Buffer.from('7b22726561736f6e223a22ff22 2c226e616d65223a22ff227d'.replace(' ', ''), 'hex'),
    ],
    ['a number without end', '{"minutes":1e400,"days":1e400,"output":1e400,"input":{"x":-1e400}}'],
    [
      'values 10,000 deep',
      `{"output":${'['.repeat(10_000)}${']'.repeat(10_000)},"input":${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}}`,
    ],
    ['100,000 fields', `{${Array.from({ length: 100_000 }, (_, index) => `"${index}":1`).join(',')}}`],
    ['more than 1 MB', JSON.stringify({ reason: 'x'.repeat(1_100_000) })],
    ['a byte order mark', `\ufeff{"nonsense":1}`],
    ['a form', 'reason=x', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['no type', '{"reason":"x"}', { 'content-type': '' }],
    ['another type', '{"reason":"x"}', { 'content-type': 'text/plain' }],
    ['XML', '<a/>', { 'content-type': 'application/xml' }],
    ['another character set', '+AHsAfQ-', { 'content-type': 'application/json; charset=utf-7' }],
    ['something compressed', gzipSync('{"reason":"x"}'), { 'content-encoding': 'gzip' }],
    ['a bomb', gzipSync('x'.repeat(5_000_000)), { 'content-encoding': 'gzip' }],
    ['an unknown compression', '{"reason":"x"}', { 'content-encoding': 'nonsense' }],
  ];
  const harmless = new Set(['nothing']);

  test.each(wrong)(
    'refuses %s',
    async (kind, sent, headers = {}) => {
      for (const route of taking) {
        if (harmless.has(kind) && route.body?.safeParse(undefined).success) continue;
        const what = `${nameOf(route)} with ${kind}`;
        const client = { public: api.anybody, operator: api.operator, member: hugo, 'signed-in': hugo }[route.policy];
        expectRefused(
          what,
          await sendRaw(
            client,
            { method: route.method, path: pathOf(route), headers: { 'content-type': 'application/json', ...headers } },
            sent,
          ),
        );
      }
      await nothingChanged();
    },
    60_000,
  );

  test('names no field in its schema that the caller may not set', () => {
    for (const route of taking) {
      const schema = route.body as unknown as z.ZodType;
      const fields = Object.keys(schema instanceof z.ZodObject ? schema.shape : {});
      expect(fields.filter((field) => /^(id|accountId|trustId|createdBy|version|homeId)$/.test(field))).toEqual([]);
    }
  });
});
