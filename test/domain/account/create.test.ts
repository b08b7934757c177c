import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { callerOfSession } from '../../../domain/access/caller.ts';
import { signIn } from '../../../domain/access/sign-in.ts';
import { createSupportDomain, type FoundedAccount, foundAccount } from '../../../domain/account/create.ts';
import { permissionsSeen } from '../../../domain/person/permissions.ts';
import { grantRole, withdrawRole } from '../../../domain/person/roles.ts';
import type { Viewer } from '../../../domain/viewer.ts';
import { type Organisation, organisation } from '../../support/organisation.ts';

let org: Organisation;
let dana: Viewer;
beforeAll(async () => {
  org = await organisation();
  dana = await org.viewer('dana', 'fernhill');
});
afterAll(() => org?.close());

const administrator = { name: 'Ada Weiss', email: 'Ada@Quarrystone.example' };
const found = (wanted: Partial<FoundedAccount> & { handle: string }) =>
  foundAccount(org.store, { name: wanted.handle, kind: 'standard', zone: 'Europe/Lisbon', administrator, ...wanted });
const create = (handle: string, more = {}, viewer = dana) =>
  org.store.as(viewer, (door) => createSupportDomain(door, { handle, name: handle, ...more }));

describe('an operator', () => {
  test('founds an account whose administrator signs in with the password shown once', async () => {
    const { id, password } = await found({ handle: 'quarrystone' });
    const caller = await callerOfSession(
      org.store,
      await signIn(org.store, 'ada@quarrystone.example', password as string),
    );
    expect(caller?.accounts).toMatchObject([
      { id, handle: 'quarrystone', roles: expect.arrayContaining(['account_admin', 'specialist']) },
    ]);
  });

  test('founds a directory, and a support domain whose administrator was there already', async () => {
    const { administratorId } = await found({ handle: 'lakeside', kind: 'directory' });
    const domain = await found({ handle: 'lakeside-hr', kind: 'support_domain', directory: 'lakeside', roles: ['hr'] });
    expect(domain).toEqual({ id: domain.id, administratorId });
    const rows = await org.workerStore.ask<{ handle: string; roles: string[] }>('select * from accounts_of(?)', [
      administratorId,
    ]);
    expect(rows.map(({ handle, roles }) => [handle, roles.sort()])).toEqual([
      ['lakeside', ['account_admin', 'directory_admin']],
      ['lakeside-hr', ['account_admin', 'end_user', 'specialist']],
    ]);
  });

  test.each([
    ['a handle that is taken', { handle: 'oakline' }, 'Another account has that handle already'],
    ['a handle of somebody’s directory', { handle: 'fernhill-x' }, 'for its own support domains'],
    ['a directory whose handle others begin with', { handle: 'hillside', kind: 'directory' as const }, 'for its own'],
    [
      'a directory that is none',
      { handle: 'oakline-hr', kind: 'support_domain' as const, directory: 'oakline' },
      'There is no directory account "oakline".',
    ],
    [
      'a support domain of another name',
      { handle: 'hr', kind: 'support_domain' as const, directory: 'fernhill' },
      'begins with that of its directory: fernhill-',
    ],
  ])('cannot found one with %s', async (_, wanted, message) => {
    if (wanted.handle === 'hillside') await found({ handle: 'hillside-west' });
    await expect(found(wanted)).rejects.toMatchObject({ kind: 'refused', message: expect.stringContaining(message) });
  });

  test('does so on the command line before anybody is there', async () => {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [
        'bin/account.ts',
        'create',
        '--handle',
        'firstone',
        '--name',
        'First',
        '--admin-name',
        'Fay',
        '--admin-email',
        'fay@first.example',
      ],
      { env: { ...process.env, DATABASE_MIGRATOR_URL: org.database.urls.migrator } },
    );
    const password = / with the password (\S+)\.$/m.exec(stdout)?.[1] as string;
    expect(await signIn(org.store, 'fay@first.example', password)).toEqual(expect.any(String));
  });

  test('is nobody without the application’s signature', async () => {
    for (const said of ['{}', org.store.signer.sign('viewer', '{"handle":"x"}')]) {
      await expect(org.store.ask('select found_account(?)', [said])).rejects.toMatchObject({ code: '42501' });
    }
    await expect(org.store.ask(`select make_account('{}')`, [])).rejects.toMatchObject({ code: '42501' });
  });
});

describe('an administrator of a directory', () => {
  test('makes a support domain and is its first administrator, or names one', async () => {
    const made = await create('fernhill-finance', { roles: ['finance'] });
    expect(
      await org.workerStore.ask('select roles from accounts_of(?) where account_id = ?', [dana.personId, made.id]),
    ).toEqual([{ roles: expect.arrayContaining(['account_admin', 'specialist']) }]);
    const legal = await create('fernhill-legal', { administratorId: org.personId('marta') });
    expect((await org.viewer('marta', 'fernhill-hr')).roles).toEqual(new Set(['end_user']));
    const marta = await org.workerStore.ask<{ handle: string }>(
      'select handle from accounts_of(?) where account_id = ?',
      [org.personId('marta'), legal.id],
    );
    expect(marta).toEqual([{ handle: 'fernhill-legal' }]);
  });

  test('cannot learn what handles there are: other than his own he cannot even try', async () => {
    for (const handle of ['oakline', 'nobody-has-this']) {
      await expect(create(handle)).rejects.toMatchObject({ kind: 'invalid', details: [{ pointer: '/handle' }] });
    }
    await expect(create('fernhill-hr')).rejects.toMatchObject({ kind: 'refused' });
  });

  test('names nobody of another account, and nobody who is not there', async () => {
    for (const administratorId of [org.personId('oscar'), org.accountId('oakline')]) {
      await expect(create('fernhill-x', { administratorId })).rejects.toMatchObject({
        kind: 'invalid',
        details: [{ pointer: '/administrator' }],
      });
    }
  });
});

test('nobody else makes an account, and the second wall says the same', async () => {
  const others: [string, string][] = [
    ['hugo', 'fernhill-hr'],
    ['oscar', 'oakline'],
    ['bao', 'fernhill-hr'],
  ];
  for (const [key, handle] of others) {
    const viewer = await org.viewer(key, handle);
    await expect(create('fernhill-x', {}, viewer)).rejects.toMatchObject({ kind: 'forbidden' });
    const smuggled = org.store.as(viewer, ({ em }) =>
      em.execute('select found_support_domain(?::jsonb)', [JSON.stringify({ administrator: { id: viewer.personId } })]),
    );
    await expect(smuggled).rejects.toMatchObject({ code: '42501' });
  }
  const posing = org.store.as(
    { ...(await org.viewer('bao', 'fernhill-hr')), accountId: org.accountId('fernhill') },
    ({ em }) =>
      em.execute('select found_support_domain(?::jsonb)', [JSON.stringify({ administrator: { id: dana.personId } })]),
  );
  await expect(posing).rejects.toMatchObject({ code: '42501' });
});

describe('the permission log', () => {
  test('says who had which role from when to when, and who gave and took it', async () => {
    const hugo = await org.viewer('hugo', 'fernhill-hr');
    const bao = org.personId('bao');
    await org.store.as(hugo, (door) => grantRole(door, bao, 'specialist'));
    await org.store.as(hugo, (door) => withdrawRole(door, bao, 'specialist'));
    await org.store.as(hugo, (door) => grantRole(door, bao, 'auditor'));
    const log = await org.store.as(hugo, (door) => permissionsSeen(door, bao, undefined, 10));
    expect(log).toMatchObject([
      {
        role: 'auditor',
        person: { id: bao, name: 'Bao Tran' },
        givenBy: { person: 'Hugo Lind', account: 'Fernhill HR' },
        withdrawnAt: null,
      },
      { role: 'specialist', withdrawnBy: 'Hugo Lind' },
    ]);
    expect(log[1]?.withdrawnAt).toBeInstanceOf(Date);
    const all = await org.store.as(hugo, (door) => permissionsSeen(door, undefined, undefined, 100));
    expect(all.length).toBeGreaterThan(4);
    const second = await org.store.as(hugo, (door) => permissionsSeen(door, undefined, all[1]?.id, 100));
    expect(second).toEqual(all.slice(2));
    await org.store.as(hugo, (door) => withdrawRole(door, bao, 'auditor'));
  });

  test('is for administrators and auditors, and nobody writes it', async () => {
    const look = async (key: string, handle: string) => {
      const viewer = await org.viewer(key, handle);
      const seen = org.store.as(viewer, (door) => permissionsSeen(door, undefined, undefined, 100));
      const rows = await org.store.as(viewer, ({ em }) => em.execute<{ id: string }[]>('select id from permission'));
      return [await seen.then(({ length }) => length > 0).catch(({ kind }) => kind), rows.length > 0];
    };
    expect(await look('aziz', 'fernhill-hr')).toEqual([true, true]);
    expect(await look('helen', 'fernhill-hr')).toEqual(['forbidden', false]);
    expect(await look('bao', 'fernhill-hr')).toEqual(['forbidden', false]);
    const hugo = await org.viewer('hugo', 'fernhill-hr');
    for (const statement of [
      'delete from permission',
      'update permission set withdrawn_at = null',
      'insert into permission select * from permission',
    ]) {
      await expect(org.store.as(hugo, ({ em }) => em.execute(statement))).rejects.toMatchObject({ code: '42501' });
    }
  });
});
