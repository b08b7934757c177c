import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type pg from 'pg';
import { Signer } from '../../../domain/database/signature.ts';
import { fromStack } from '../../stack/stack.ts';
import { type Role, twoWorlds, type Worlds } from './worlds.ts';

/** Statements that somebody got into one of ours: they run as the application's role, in another's transaction. */
let worlds: Worlds;
beforeAll(async () => {
  worlds = await twoWorlds();
});
afterAll(() => worlds?.close());

const there = () => `${worlds.there.id.account} ${worlds.there.id.person}`;
const signer = () => new Signer(fromStack('SECRET'));
const vouched = (name: string) =>
  JSON.stringify({ issuer: 'https://sso.example', subject: name, address: null, accounts: [`${name}-own`] });
const inAnHour = () => Math.floor(Date.now() / 1000) + 3_600;

/** What somebody without the key may try to say he is. */
const claims: { readonly [how: string]: () => string } = {
  'without a signature': () => there(),
  'with an empty signature': () => `${inAnHour()} viewer ${there()}${'0'.repeat(64)}`,
  'signed with another secret': () => new Signer('x'.repeat(32)).sign('viewer', there()),
  'signed with the secret itself': () => {
    const said = `${inAnHour()} viewer ${there()}`;
    return said + createHmac('sha256', fromStack('SECRET')).update(said).digest('hex');
  },
  'with the signature of his own account': () => {
    const own = signer().sign('viewer', `${worlds.here.id.account} ${worlds.here.id.person}`);
    return `${inAnHour()} viewer ${there()}${own.slice(-64)}`;
  },
  'with what was signed for another purpose': () => signer().sign('waiting', there()),
  'with a signature whose time is over': () => signer().sign('viewer', there(), Date.now() - 3_600_000),
  'with words after the signature': () => `${signer().sign('viewer', there())} `,
  'with nothing': () => '',
};

describe.each(['api', 'worker'] as const)('smuggled in as the role of the %s', (role) => {
  test.each(Object.keys(claims))('somebody who says whom he acts for %s reads no row', async (how) => {
    await smuggled(role, async (client) => {
      await client.query(`select set_config('app.viewer', $1, true)`, [claims[how]?.()]);
      expect(await foreignRows(client, role)).toEqual([]);
    });
  });

  test('somebody who does say it under a signature reads rows, so that the test above can fail', async () => {
    await smuggled(role, async (client) => {
      await client.query(`select set_config('app.viewer', $1, true)`, [signer().sign('viewer', there())]);
      expect((await foreignRows(client, role)).length).toBeGreaterThan(5);
    });
  });

  test.each([
    'select * from viewer_key',
    'set local role accord_definer',
    'set local role accord_migrator',
    'set local row_security = off; select * from account',
    `create function said(signed text, purpose text) returns text language sql as $$ select '' $$`,
    'alter table account disable row level security',
    'select * from recent_entries_of(null, 10)',
  ])('%s is refused', async (statement) => {
    await smuggled(role, async (client) => {
      await expect(client.query(statement)).rejects.toMatchObject({ code: '42501' });
    });
  });
});

test.each([
  ['select * from credential_of($1)', (): string => 'there@example.org'],
  ['select * from vouched_for($1)', (): string => vouched('there')],
  ['select * from waiting_in($1)', (): string => worlds.there.id.person],
  ['select * from recent_entries($1, 10)', (): string => '00000000-0000-0000-0000-000000000000'],
] as const)('%s answers nothing that was not asked under a signature', async (question, argument) => {
  await smuggled('api', async (client) => {
    expect((await client.query(question, [argument()])).rows).toEqual([]);
  });
});

test('who is linked to an identity is told when it is asked under a signature, so that the test above can fail', async () => {
  await smuggled('api', async (client) => {
    const { rows } = await client.query('select * from vouched_for($1)', [signer().sign('vouched', vouched('there'))]);
    const { person, account } = worlds.there.id;
    expect(rows).toEqual([{ person_id: person, home_id: account, standing: 'linked' }]);
  });
});

test('the signature is what keeps him out: a database that does not check it shows him everything', async () => {
  await worlds.owner.query('begin');
  await worlds.owner.query(
    `create or replace function said(signed text, purpose text) returns text language sql as $$ select $1 $$`,
  );
  const { rows } = await worlds.owner.query(`select set_config('app.viewer', $1, true), viewer_account() as account`, [
    there(),
  ]);
  await worlds.owner.query('rollback');
  expect(rows[0].account).toBe(worlds.there.id.account);
});

const smuggled = (role: Role, work: (client: pg.Client) => Promise<void>) => worlds.as(role, worlds.here, work);

const unreadable: { readonly [role in Role]: readonly string[] } = {
  api: ['outbox', 'sign_in'],
  worker: [
    'outbox',
    'account_logo',
    'credential',
    'session',
    'access_token',
    'identity',
    'sign_in',
    'welcome',
    'saved_view',
    'preference',
  ],
};

/** `table id` of rows of the other world that can be read now. */
async function foreignRows(client: pg.Client, role: Role): Promise<string[]> {
  const found: string[] = [];
  for (const { table, key, mark } of worlds.there.rows) {
    if (unreadable[role].includes(table)) continue;
    const { rows } = await client.query(`select 1 from ${table} where ${key}::text = $1`, [mark]);
    if (rows.length > 0) found.push(`${table} ${mark}`);
  }
  return found;
}
