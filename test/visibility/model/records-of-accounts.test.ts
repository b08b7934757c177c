import { describe, expect, test } from '@jest/globals';
import { cast, working } from './cast.ts';
import { list } from './view.ts';
import { all } from './world.ts';

const fieldsOf = (mask: object | undefined) => Object.keys(mask ?? {});

describe('accounts, trusts and people', () => {
  test('account: a counterparty reads name, logo, locale and support address; lists hold the own account only', () => {
    const { s, sees, mo, northwind, hr, rita, rival, acting } = working();
    expect(fieldsOf(sees(mo, northwind, 'account', hr))).toEqual(['id', 'locale', 'logo', 'name', 'supportUrl']);
    expect(sees(rita, rival, 'account', hr)).toBeUndefined();
    expect(list(s.world, acting(mo, northwind), 'account').map(({ id }) => id)).toEqual([northwind]);
  });

  test('account: only its administrator changes it', () => {
    const { s, lets, henry, hana, hr, max, northwind } = working();
    const record = s.record('account', hr);
    expect(lets(henry, hr, 'update', record)).toBe('allow');
    expect(lets(hana, hr, 'update', record)).toBe('forbidden');
    expect(lets(max, northwind, 'update', record)).toBe('forbidden');
  });

  test('trust: administrators and auditors of both sides see it, other roles only what it brings', () => {
    const { sees, trust, henry, audra, hana, hr, max, mo, northwind, rita, rival, s, lets } = working();
    for (const [person, account] of [
      [henry, hr],
      [audra, hr],
      [max, northwind],
    ] as const)
      expect(sees(person, account, 'trust', trust)?.status).toBe('accepted');
    for (const [person, account] of [
      [hana, hr],
      [mo, northwind],
      [rita, rival],
    ] as const)
      expect(sees(person, account, 'trust', trust)).toBeUndefined();
    expect(lets(audra, hr, 'revoke', s.record('trust', trust))).toBe('forbidden');
    expect(lets(hana, hr, 'revoke', s.record('trust', trust))).toBe('not_found');
  });

  test('trust: the invited side decides, the inviting side cancels, either ends it, and each once', () => {
    const c = cast();
    const input = { handle: c.s.record('account', c.northwind).handle, as: 'trusting' as const };
    const id = c.s.does(c.henry, c.hr, 'invite', undefined, input, 'trust');
    const trust = () => c.s.record('trust', id);
    expect(c.lets(c.henry, c.hr, 'accept', trust())).toBe('forbidden');
    expect(c.lets(c.max, c.northwind, 'cancel', trust())).toBe('forbidden');
    expect(c.lets(c.henry, c.hr, 'revoke', trust())).toBe('conflict');
    c.s.does(c.max, c.northwind, 'reject', trust());
    for (const action of ['accept', 'reject']) expect(c.lets(c.max, c.northwind, action, trust())).toBe('conflict');
    expect(c.lets(c.henry, c.hr, 'cancel', trust())).toBe('conflict');
  });

  test('trust: an invitation that was not answered in time is expired, before anybody says so', () => {
    const c = cast();
    const input = { handle: c.s.record('account', c.northwind).handle, as: 'trusted' as const };
    const id = c.s.does(c.henry, c.hr, 'invite', undefined, input, 'trust');
    c.s.passes(15 * 86_400_000);
    expect(c.sees(c.max, c.northwind, 'trust', id)?.status).toBe('expired');
    expect(c.lets(c.max, c.northwind, 'accept', c.s.record('trust', id))).toBe('conflict');
  });

  test('person: self, specialists of the home, specialists of the directory’s accounts, and nobody else', () => {
    const { sees, enid, henry, hana, hr, ivan, it, mo, northwind, rita, rival } = cast();
    expect(fieldsOf(sees(hana, hr, 'person', enid))).toEqual(
      expect.arrayContaining(['email', 'phone', 'site', 'manager']),
    );
    expect(sees(ivan, it, 'person', enid)).toHaveProperty('email');
    expect(sees(ivan, it, 'person', henry)).toBeUndefined();
    expect(sees(enid, hr, 'person', enid)).toHaveProperty('email');
    expect(sees(enid, hr, 'person', hana)).toBeUndefined();
    expect(sees(mo, northwind, 'person', enid)).toBeUndefined();
    expect(sees(rita, rival, 'person', enid)).toBeUndefined();
  });

  test('person: HR-private fields are for the directory’s administrator in the directory only', () => {
    const { sees, dora, fernhill, henry, hana, enid, hr } = cast();
    expect(sees(dora, fernhill, 'person', enid)).toHaveProperty('hrPrivate');
    for (const person of [henry, hana, enid]) expect(sees(person, hr, 'person', enid)).not.toHaveProperty('hrPrivate');
  });

  test('person: who is involved in Y’s work is a name to Y; mail and phone if X shares contact', () => {
    const { s, sees, mo, ned, northwind, enid, hana, henry, hr, trust, acting } = working();
    expect(sees(mo, northwind, 'person', enid)).toEqual({ id: enid, name: s.record('person', enid).name });
    expect(sees(ned, northwind, 'person', enid)).toBeUndefined();
    // Hana manages the process, which the stub does not say.
    expect(sees(mo, northwind, 'person', hana)).toBeUndefined();
    expect(list(s.world, acting(mo, northwind), 'person').map(({ id }) => id)).not.toContain(enid);
    s.does(henry, hr, 'grant', s.record('trust', trust), { capability: 'share_contact' });
    expect(fieldsOf(sees(mo, northwind, 'person', enid))).toEqual(['email', 'id', 'name', 'phone']);
  });

  test('person: X reads Y’s specialist only if Y shows its specialists', () => {
    const { s, sees, works, mo, max, northwind, hana, hr, prepare, trust } = working();
    works(mo, northwind, 'start', prepare);
    expect(sees(hana, hr, 'task', prepare)).not.toHaveProperty('member');
    expect(sees(hana, hr, 'person', mo)).toBeUndefined();
    s.does(max, northwind, 'grant', s.record('trust', trust), { capability: 'show_specialists' });
    expect(sees(hana, hr, 'task', prepare)).toHaveProperty('member.name');
    expect(fieldsOf(sees(hana, hr, 'person', mo))).toEqual(['id', 'name']);
  });

  test('organization, site: of the directory to all its accounts; to Y only what a task hands over, of whom it is for', () => {
    const { s, sees, site, enid, hr, hana, it, ivan, mo, northwind, works, starts, task, onboarding, prepare } =
      working();
    for (const [person, account] of [
      [enid, hr],
      [ivan, it],
    ] as const)
      expect(sees(person, account, 'site', site)).toHaveProperty('address');
    expect(sees(mo, northwind, 'site', site)).toBeUndefined();
    works(hana, hr, 'cancel', prepare, { reason: 'again' });
    const handed = task(starts(onboarding, { handsOver: [site] }), 'prepare');
    expect(fieldsOf(sees(mo, northwind, 'site', site))).toEqual(['id', 'name']);
    s.put({ ...handed, onSite: true });
    expect(sees(mo, northwind, 'site', site)).toHaveProperty('address');
  });

  test('team: a linked team is name, hours and zone to the other side, never its members; others are nothing', () => {
    const { sees, hana, hr, rita, rival, mo, northwind, desk, back, people, trusts, max, s, trust } = working();
    expect(fieldsOf(sees(hana, hr, 'team', desk))).toEqual(['hours', 'id', 'name', 'zone']);
    trusts(rival, northwind, [desk]);
    expect(sees(rita, rival, 'team', back)).toBeUndefined();
    expect(sees(mo, northwind, 'team', people)).toBeUndefined();
    expect(sees(mo, northwind, 'team', desk)?.members).toHaveLength(2);
    s.does(max, northwind, 'withdraw', s.record('trust', trust), { capability: 'assign_tasks' });
    expect(sees(hana, hr, 'team', desk)).toBeUndefined();
  });

  test('role: the administrator gives roles to people he sees, and lent ones live by the grant', () => {
    const { s, lets, henry, hr, enid, mo, max, northwind, trust } = working();
    expect(lets(henry, hr, 'grant_role', s.record('person', enid), { role: 'specialist' })).toBe('allow');
    expect(lets(henry, hr, 'grant_role', s.record('person', mo), { role: 'specialist' })).toBe('not_found');
    const lend = { role: 'specialist' as const, trust };
    expect(lets(max, northwind, 'grant_role', s.record('person', mo), lend)).toBe('invalid');
    s.does(henry, hr, 'grant', s.record('trust', trust), { capability: 'roles', roles: ['specialist'] });
    expect(lets(max, northwind, 'grant_role', s.record('person', mo), lend)).toBe('allow');
    expect(lets(max, northwind, 'grant_role', s.record('person', mo), { ...lend, role: 'account_admin' })).toBe(
      'invalid',
    );
  });

  test('session, token: one’s own; the administrator sees tokens, nobody a secret', () => {
    const { s, sees, hana, henry, audra, hr } = cast();
    const token = s.does(hana, hr, 'create_token', undefined, { scopes: ['read'], text: 'mine' }, 'token');
    const session = all(s.world, 'session').find((one) => one.personId === hana)!.id;
    expect(sees(hana, hr, 'token', token)).not.toHaveProperty('secret');
    expect(sees(henry, hr, 'token', token)).toHaveProperty('person', hana);
    expect(sees(audra, hr, 'token', token)).toBeUndefined();
    expect(sees(hana, hr, 'session', session)).not.toHaveProperty('secret');
    expect(sees(henry, hr, 'session', session)).toBeUndefined();
  });

  test('token: it does what its scopes say, in its account, and hands on no more', () => {
    const { s, hana, hr, starts } = working();
    const process = { type: 'process' as const, id: starts() };
    const token = s.does(hana, hr, 'create_token', undefined, { scopes: ['read', 'admin'], text: 'mine' }, 'token');
    const by = { person: hana, account: hr, token };
    expect(s.tries({ ...by, action: 'cancel', record: process, input: { reason: 'x' } }).verdict).toBe('forbidden');
    expect(s.tries({ ...by, action: 'create_token', input: { scopes: ['start'] } }).verdict).toBe('forbidden');
    expect(s.tries({ ...by, action: 'create_token', input: { scopes: ['read'] } }).verdict).toBe('allow');
    s.does(hana, hr, 'revoke_token', s.record('token', token));
    expect(s.tries({ ...by, action: 'create_token', input: { scopes: ['read'] } }).verdict).toBe('unauthenticated');
  });
});
