import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Provider } from '../../../api/session/provider.ts';
import { asHelen, type Comes, cameBack, helen, olive, unknown, type World, world } from './world.ts';

let here: World;
beforeAll(async () => {
  here = await world();
});
afterAll(() => here?.close());
beforeEach(() => {
  here.fernhill.person = helen;
  here.oakline.person = olive;
});
afterEach(async () => {
  await here.owner.query('delete from identity');
});

const comes: Comes = (...args) => cameBack(here, ...args);
const unverified = {
  status: 401,
  said: 'Your provider does not say that your mail address is verified, and Accord does not know you: ask there.',
  who: undefined,
};
const setEmail = (to: string, from: string) =>
  here.owner.query('update person set email = $1 where email = $2', [to, from]);

describe('whoever comes for the first time', () => {
  test('is linked to the person with his address, and that is on record', async () => {
    expect(await comes('fernhill', { ...helen, email: 'Helen@Fernhill.EXAMPLE' })).toEqual(asHelen);
    const { rows } = await here.owner.query(
      `select i.issuer, i.subject, p.name, a.handle from identity i join person p on p.id = i.person_id join account a on a.id = i.account_id`,
    );
    const { issuer } = here.fernhill;
    expect(rows).toEqual([{ issuer, subject: '1', name: 'Helen Marsh', handle: 'fernhill' }]);
    const audit = await here.owner.query(
      `select actor_id, record_id, changes from audit where record_kind = 'person' and action = 'linked' order by id desc limit 1`,
    );
    const id = here.cast.personId('helen');
    expect(audit.rows).toEqual([{ actor_id: id, record_id: id, changes: { issuer, subject: '1' } }]);
  });

  test.each<[string, unknown]>([
    ['false', false],
    ['a text', 'true'],
    ['a number', 1],
    ['not there', undefined],
  ])('is not let in by an address that is not verified: %s', async (_, email_verified) => {
    expect(await comes('fernhill', { ...helen, email_verified })).toEqual(unverified);
  });

  test.each<[string, unknown]>([
    ['none', undefined],
    ['a list', [helen.email]],
    ['an object', { $ne: null }],
    ['empty', ''],
    ['one that cannot be stored', 'helen@fernhill.example\u0000'],
    ['half a letter', '\ud800@fernhill.example'],
    ['two', `${helen.email} x@y.example`],
    ['one too long', `${'x'.repeat(400)}@fernhill.example`],
  ])('is not let in by an address that is none: %s', async (_, email) => {
    expect(await comes('fernhill', { ...helen, email })).toEqual(unverified);
  });

  test.each([
    'nobody@fernhill.example',
    '%@%',
    "'or'1'='1'--",
    'helen@fernhill.example.evil.example',
    // The same letters to the eye, and full width ones.
    'h\u0435len@fernhill.example',
    'ｈelen@fernhill.example',
  ])('is not let in by the address of nobody: %s', async (email) => {
    expect(await comes('fernhill', { ...helen, email })).toEqual(unknown);
  });

  test('is not let in by letters that become the right ones in lower or upper case', async () => {
    await setEmail('kiss@fernhill.example', helen.email);
    for (const email of ['\u212Aiss@fernhill.example', 'ki\u017Fs@fernhill.example', 'k\u0130ss@fernhill.example']) {
      expect(await comes('fernhill', { ...helen, email })).toEqual(unknown);
    }
    expect(await comes('fernhill', { ...helen, email: 'KISS@fernhill.example' })).toEqual(asHelen);
    await setEmail(helen.email, 'kiss@fernhill.example');
  });

  test('is not let in as somebody who has left or as a program, in the same words', async () => {
    await here.owner.query(`update person set disabled_at = now() where email = $1`, [helen.email]);
    expect(await comes('fernhill', helen)).toEqual(unknown);
    await here.owner.query(`update person set disabled_at = null, kind = 'service' where email = $1`, [helen.email]);
    expect(await comes('fernhill', helen)).toEqual(unknown);
    await here.owner.query(`update person set kind = 'human' where email = $1`, [helen.email]);
    expect(await comes('fernhill', helen)).toEqual(asHelen);
  });

  test('is not let in where two people could be meant', async () => {
    const both = await here.another({
      providers: [new Provider({ ...here.fernhill, name: 'fernhill', accounts: ['fernhill', 'oakline'] })],
    });
    await setEmail(helen.email, olive.email);
    expect(await comes('fernhill', helen, both)).toEqual(unknown);
    await here.owner.query(`update person set email = $1 where name like 'Olive%'`, [olive.email]);
    expect(await comes('fernhill', helen, both)).toEqual(asHelen);
  });

  test('in two tabs at once is linked once', async () => {
    const [one, other] = [here.browser(), here.browser()];
    const [first, second] = [
      await one.awayAndBack('?provider=fernhill'),
      await other.awayAndBack('?provider=fernhill'),
    ];
    const answers = await Promise.all([one.open(first), other.open(second)]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    expect((await here.owner.query('select 1 from identity')).rowCount).toBe(1);
  });
});

describe('whoever is linked', () => {
  beforeEach(async () => {
    expect(await comes('fernhill', helen)).toEqual(asHelen);
  });

  test('is known by what his provider calls him, whatever becomes of his address', async () => {
    expect(await comes('fernhill', { ...helen, email: 'helen.marsh@fernhill.example' })).toEqual(asHelen);
    expect(await comes('fernhill', { ...helen, email: 'hugo@fernhill.example' })).toEqual(asHelen);
    expect(await comes('fernhill', { ...helen, email_verified: false })).toEqual(asHelen);
    expect(await comes('fernhill', { sub: helen.sub })).toEqual(asHelen);
    await setEmail('new@fernhill.example', helen.email);
    expect(await comes('fernhill', helen)).toEqual(asHelen);
    await setEmail(helen.email, 'new@fernhill.example');
  });

  test('is not somebody who gets the address after him', async () => {
    expect(await comes('fernhill', { ...helen, sub: '2' })).toEqual(unknown);
    expect(await comes('fernhill', { ...helen, sub: '1 ' })).toEqual(unknown);
    expect(await comes('fernhill', helen)).toEqual(asHelen);
  });

  test('is refused once he has left, also under an address of somebody else', async () => {
    await here.owner.query(`update person set disabled_at = now() where email = $1`, [helen.email]);
    expect(await comes('fernhill', helen)).toEqual(unknown);
    expect(await comes('fernhill', { ...helen, email: 'hugo@fernhill.example' })).toEqual(unknown);
    await here.owner.query(`update person set disabled_at = null where email = $1`, [helen.email]);
  });

  test('is refused where he has moved to another home', async () => {
    const move = (handle: string) =>
      here.owner.query('update person set home_id = $1 where email = $2', [here.cast.accountId(handle), helen.email]);
    await move('oakline');
    expect(await comes('fernhill', helen)).toEqual(unknown);
    await move('fernhill');
    expect(await comes('fernhill', helen)).toEqual(asHelen);
  });
});

describe('an administrator of the home', () => {
  const path = () => `/v1/people/${here.cast.personId('helen')}/identities`;

  test('sees who somebody is at providers and unlinks him, whereupon another may come', async () => {
    expect(await comes('fernhill', helen)).toEqual(asHelen);
    const dana = await here.api.as('dana', 'fernhill');
    const { body } = await dana.get(path());
    expect(body.items).toEqual([
      { id: expect.any(String), issuer: here.fernhill.issuer, subject: '1', linkedAt: expect.any(String) },
    ]);
    const gone = await dana.send('DELETE', `${path()}/${body.items[0].id}`);
    expect([gone.status, gone.body]).toEqual([200, { items: [] }]);
    expect((await dana.send('DELETE', `${path()}/${body.items[0].id}`)).status).toBe(404);
    const { rows } = await here.owner.query(
      `select actor_id, changes from audit where action = 'unlinked' order by id desc limit 1`,
    );
    const changes = { issuer: here.fernhill.issuer, subject: '1' };
    expect(rows).toEqual([{ actor_id: here.cast.personId('dana'), changes }]);
    expect(await comes('fernhill', { ...helen, sub: '2' })).toEqual(asHelen);
    expect(await comes('fernhill', helen)).toEqual(unknown);
  });

  test('is who does so, and nobody else', async () => {
    expect(await comes('fernhill', helen)).toEqual(asHelen);
    const id = (await here.owner.query('select id from identity')).rows[0].id;
    for (const [key, account, status] of [
      // Of a support domain, where people of the directory are seen and not maintained; himself; of another company.
      ['hugo', 'fernhill-hr', 403],
      ['helen', 'fernhill-hr', 403],
      ['oscar', 'oakline', 404],
    ] as const) {
      const client = await here.api.as(key, account);
      expect([key, (await client.get(path())).status]).toEqual([key, status]);
      expect([key, (await client.send('DELETE', `${path()}/${id}`)).status]).toEqual([key, status]);
    }
    expect((await here.owner.query('select 1 from identity')).rowCount).toBe(1);
  });
});
