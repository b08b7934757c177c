import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { readConfig, variables } from '../../bin/config.ts';

const provider = {
  name: 'fernhill',
  issuer: 'https://sso.fernhill.example',
  clientId: 'accord',
  clientSecret: 'never shown',
  accounts: ['fernhill'],
};
const names = Object.keys(variables).sort();

test('every variable has a row in docs/configuration.md, and every row a variable', () => {
  const table = readFileSync('docs/configuration.md', 'utf8').split('## Where')[0]!;
  const rows = [...table.matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name]) => name).sort();
  expect(rows).toEqual(names);
});

test('a default named in the table is the default', () => {
  const rows = [...readFileSync('docs/configuration.md', 'utf8').matchAll(/^\| `([A-Z_]+)` \| `([^`]+)` \|/gm)];
  const told = Object.fromEntries(rows.map(([, name, value]) => [name, value]));
  for (const [name, value] of Object.entries(readConfig([], {}))) expect(told[name]).toBe(String(value));
});

describe('reading the environment', () => {
  test('an empty variable counts as not set', () => {
    expect(readConfig([], { PORT: '', SMTP_URL: '' }).PORT).toBeUndefined();
  });

  test('every wrong variable is named with what is wrong, and a needed one that is missing too', () => {
    const env = { PORT: 'http', LOG_LEVEL: 'loud', TEMPORAL_ADDRESS: 'temporal', QUEUE_URL: 'amqp://x' };
    const read = () => readConfig(['DATABASE_API_URL'], env);
    expect(read).toThrow('PORT must be a port number; it is "http".');
    expect(read).toThrow('LOG_LEVEL must be one of trace, debug');
    expect(read).toThrow('TEMPORAL_ADDRESS must look like host:7233');
    expect(read).toThrow('QUEUE_URL must begin with redis://');
    expect(read).toThrow('DATABASE_API_URL is needed and not set.');
  });

  test('a wrong secret or address is named without being shown', () => {
    const env = { ACCORD_SECRET: 'tooshort', ACCORD_OPERATOR_PASSWORD: 'hunter2', DATABASE_URL: 'mysql://u:pw@h/d' };
    expect(() => readConfig([], env)).toThrow(/ACCORD_SECRET must have at least 32/);
    expect(() => readConfig([], env)).not.toThrow(/tooshort|hunter2|pw@h/);
  });

  test('further names and providers are read', () => {
    expect(readConfig([], { ACCORD_HOSTS: 'accord.example, api:3000' }).ACCORD_HOSTS).toEqual([
      'accord.example',
      'api:3000',
    ]);
    expect(() => readConfig([], { ACCORD_HOSTS: 'https://accord.example/' })).toThrow('ACCORD_HOSTS must be names');
    expect(readConfig([], { ACCORD_OPENID: JSON.stringify([provider]) }).ACCORD_OPENID).toEqual([provider]);
  });

  test.each([
    ['[', 'ACCORD_OPENID is no JSON.'],
    ['{}', 'ACCORD_OPENID must be a list.'],
    [[{ ...provider, issuer: 'http://sso.fernhill.example' }], 'ACCORD_OPENID at [0].issuer must begin with https://.'],
    [
      [{ ...provider, issuer: 'https://login.microsoftonline.com/common/v2.0' }],
      'at [0].issuer must be that of your own tenant',
    ],
    [[{ ...provider, issuer: 'http://localhost.evil.example' }], 'at [0].issuer must begin with https://.'],
    [[provider, { ...provider, issuer: 'fernhill' }], 'at [1].issuer must be an address.'],
    [[provider, provider], 'has two providers of one name.'],
    [[{ ...provider, name: 'Fern Hill' }], 'at [0].name must be lower case'],
    [[{ ...provider, accounts: [] }], 'at [0].accounts must name an account'],
    [[{ ...provider, clientSecret: undefined }], 'at [0].clientSecret'],
    [[{ ...provider, acounts: [] }], 'at [0] Unrecognized key: "acounts"'],
  ])('providers that are none are named without their secrets: %j', (given, said) => {
    const env = { ACCORD_OPENID: typeof given === 'string' ? given : JSON.stringify(given) };
    expect(() => readConfig([], env)).toThrow(said);
    expect(() => readConfig([], env)).not.toThrow(provider.clientSecret);
  });

  test('a movable clock is refused in production', () => {
    expect(readConfig([], { ACCORD_CLOCK: 'movable' }).ACCORD_CLOCK).toBe('movable');
    expect(() => readConfig([], { ACCORD_CLOCK: 'movable', NODE_ENV: 'production' })).toThrow('ACCORD_CLOCK must be');
  });
});
