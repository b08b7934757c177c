import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { readConfig, variables } from '../../bin/config.ts';

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

  test('a movable clock is refused in production', () => {
    expect(readConfig([], { ACCORD_CLOCK: 'movable' }).ACCORD_CLOCK).toBe('movable');
    expect(() => readConfig([], { ACCORD_CLOCK: 'movable', NODE_ENV: 'production' })).toThrow('ACCORD_CLOCK must be');
  });
});
