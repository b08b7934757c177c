import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Provider } from '../../../api/session/provider.ts';
import { asHelen, type Comes, cameBack, helen, olive, unknown, type World, whoIn, world } from './world.ts';

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

describe('a provider vouches for nobody of another directory', () => {
  test('by an address', async () => {
    expect(await comes('oakline', { ...helen })).toEqual(unknown);
    expect(await comes('fernhill', olive)).toEqual(unknown);
    expect((await comes('oakline', olive)).who).toMatch(/^Olive/);
  });

  test('by the name of somebody whom another provider calls the same', async () => {
    expect(await comes('fernhill', helen)).toEqual(asHelen);
    expect(await comes('oakline', { ...olive, email: helen.email })).toEqual(unknown);
    expect((await comes('oakline', olive)).who).toMatch(/^Olive/);
    expect(await comes('fernhill', { sub: helen.sub })).toEqual(asHelen);
  });

  test('where two directories have one and the same provider', async () => {
    const { fernhill } = here;
    const api = await here.another({
      providers: [
        new Provider({ ...fernhill, name: 'fernhill', accounts: ['fernhill'] }),
        // The same issuer, for the people of another company.
        new Provider({ ...fernhill, name: 'oakline', accounts: ['oakline'] }),
      ],
    });
    expect(await comes('fernhill', helen, api)).toEqual(asHelen);
    const browser = here.browser(api);
    const { status, body } = await browser.signIn('?provider=oakline');
    expect([status, body.detail]).toEqual([401, unknown.said]);
    expect(await whoIn(browser)).toBeUndefined();
  });

  test('where a directory has two providers: each has its own names for people', async () => {
    const { fernhill, oakline } = here;
    const api = await here.another({
      providers: [
        new Provider({ ...fernhill, name: 'fernhill', accounts: ['fernhill'] }),
        new Provider({ ...oakline, name: 'oakline', accounts: ['fernhill'] }),
      ],
    });
    expect(await comes('fernhill', helen, api)).toEqual(asHelen);
    expect((await comes('oakline', { ...helen, email: 'hugo@fernhill.example' }, api)).who).toMatch(/^Hugo/);
    expect(await comes('oakline', { ...helen, sub: '2' }, api)).toEqual(asHelen);
    expect(await comes('fernhill', helen, api)).toEqual(asHelen);
  });

  test('of a support domain of its own, unless that is named', async () => {
    const local = 'local@fernhill.example';
    await here.owner.query(
      `insert into person (id, home_id, name, email) values (gen_random_uuid(), $1, 'Local Lee', $2)`,
      [here.cast.accountId('fernhill-hr'), local],
    );
    expect(await comes('fernhill', { sub: '9', email: local, email_verified: true })).toEqual(unknown);
    const named = await here.another({
      providers: [new Provider({ ...here.fernhill, name: 'fernhill', accounts: ['fernhill', 'fernhill-hr'] })],
    });
    expect((await comes('fernhill', { sub: '9', email: local, email_verified: true }, named)).who).toBe('Local Lee');
  });
});
