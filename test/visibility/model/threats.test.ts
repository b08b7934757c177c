import { describe, expect, test } from '@jest/globals';
import { cast, working } from './cast.ts';
import { illegal } from './illegal.ts';
import { told } from './view.ts';
import { all } from './world.ts';

describe('threats special to trusts', () => {
  test('what a person of two accounts reads in one cannot be linked in the other', () => {
    const { s, lets, trust, henry, hr, max, mo, northwind, enid, rival, rita, trusts, desk, laptop, prepare } =
      working();
    trusts(rival, northwind, [desk], [laptop]);
    s.does(henry, hr, 'grant', s.record('trust', trust), {
      capability: 'roles',
      roles: ['specialist', 'account_admin'],
    });
    s.does(max, northwind, 'grant_role', s.record('person', mo), { role: 'account_admin', trust });
    expect(lets(mo, hr, 'grant_role', s.record('person', enid), { role: 'auditor' })).toBe('allow');
    expect(lets(mo, northwind, 'add_member', s.record('team', desk), { person: enid })).toBe('forbidden');
    expect(lets(max, northwind, 'add_member', s.record('team', desk), { person: enid })).toBe('invalid');
    expect(lets(rita, rival, 'note', s.record('task', prepare), { kind: 'public', text: 'x' })).toBe('not_found');
  });

  test('a template cannot name what another account has not offered, accepted and linked', () => {
    const c = cast();
    const trust = c.trusts(c.hr, c.northwind);
    const record = () => c.s.record('trust', trust);
    expect(() => c.starts()).toThrow('invalid');
    c.s.does(c.max, c.northwind, 'grant', record(), { capability: 'assign_tasks', teams: [c.desk] });
    expect(() => c.starts()).toThrow('invalid');
    c.s.does(c.max, c.northwind, 'offer', record(), { offering: c.laptop });
    expect(() => c.starts()).toThrow('invalid');
    c.s.does(c.henry, c.hr, 'accept_offer', record(), { offering: c.laptop });
    expect(c.starts()).toMatch('process');
  });

  test('X does not learn how many Y is, nor its other customers', () => {
    const c = working();
    c.trusts(c.rival, c.northwind, [c.desk], [c.laptop]);
    const before = JSON.stringify([...c.reads(c.hana, c.hr)].sort());
    const extra = c.s.person(c.northwind);
    c.s.role(extra, c.northwind, 'specialist');
    const desk = c.s.record('team', c.desk);
    c.s.put({ ...desk, members: [...desk.members, extra] });
    expect(JSON.stringify([...c.reads(c.hana, c.hr)].sort())).toBe(before);
    expect([...c.reads(c.hana, c.hr)].join()).not.toContain(`zq-${c.rival}-`);
  });

  test('Y does not infer the process: its title, who it is about elsewhere, its other tasks, its values', () => {
    const c = working();
    const read = [...c.reads(c.mo, c.northwind)].join();
    const process = c.s.record('process', c.process);
    for (const hidden of [
      process.title,
      process.input.kept!,
      c.task(c.process, 'welcome').title,
      c.task(c.process, 'deliver').title,
    ])
      expect(read).not.toContain(hidden);
    for (const person of [c.hana, c.henry, c.audra]) expect(read).not.toContain(`zq-${person}-`);
    expect(read).toContain(process.externalTitle);
  });

  test('a mail names no title, no person and no process', () => {
    const c = working();
    const ctx = c.acting(c.mo, c.northwind);
    expect(told(c.s.world, ctx, c.s.record('task', c.prepare))).toBe(
      `a task in ${c.s.record('account', c.northwind).name}`,
    );
    expect(told(c.s.world, ctx, c.s.record('process', c.process))).toBeUndefined();
  });

  test('invitations do not tell which accounts there are', () => {
    const { s, lets, henry, hr, sees, northwind, max } = cast();
    const { handle } = s.record('account', northwind);
    const invite = (to: string) => lets(henry, hr, 'invite', undefined, { handle: to, as: 'trusting' });
    expect([invite(handle), invite('nobody-here')]).toEqual(['allow', 'allow']);
    const [real, void_] = [handle, 'nobody-here'].map((to) =>
      s.does(henry, hr, 'invite', undefined, { handle: to, as: 'trusting' }, 'trust'),
    );
    const read = (id: string) => ({
      ...sees(henry, hr, 'trust', id),
      id: '',
      counterparty: '',
      invitedAt: 0,
      expiresAt: 0,
    });
    expect(read(real!)).toEqual(read(void_!));
    expect(sees(henry, hr, 'trust', real!)?.counterparty).toEqual({ handle });
    expect(sees(max, northwind, 'trust', real!)?.counterparty).toEqual({ name: s.record('account', hr).name });
    expect([invite(handle), invite('nobody-here')]).toEqual(['allow', 'allow']);
    s.does(max, northwind, 'accept', s.record('trust', real!));
    expect(invite(handle)).toBe('allow');
  });

  test('there are never two trusts of a pair, however often one invites', () => {
    const c = working();
    const { handle } = c.s.record('account', c.northwind);
    const again = c.s.does(c.henry, c.hr, 'invite', undefined, { handle, as: 'trusting' }, 'trust');
    expect(c.lets(c.max, c.northwind, 'accept', c.s.record('trust', again))).toBe('conflict');
    expect(illegal(c.s.world)).toEqual([]);
  });

  test('an offer that expires leaves running work alone, and starts none', () => {
    const c = working();
    c.s.put({ ...c.s.record('offering', c.laptop), until: c.s.world.now });
    expect(c.sees(c.mo, c.northwind, 'task', c.prepare)).toBeDefined();
    expect(() => c.starts()).toThrow('invalid');
  });

  test('a team that is renamed stays the team that was linked, by its id', () => {
    const c = working();
    c.s.put({ ...c.s.record('team', c.back), name: c.s.record('team', c.desk).name });
    const linked = { capability: 'assign_tasks' as const, teams: [c.desk] };
    c.s.does(c.max, c.northwind, 'grant', c.s.record('trust', c.trust), linked);
    expect(c.sees(c.hana, c.hr, 'team', c.back)).toBeUndefined();
    expect(c.sees(c.hana, c.hr, 'team', c.desk)).toBeDefined();
  });

  test('neither side forges the other’s work: what was done is entered with who, for which account, and when', () => {
    const c = working();
    c.works(c.mo, c.northwind, 'start', c.prepare);
    const entry = all(c.s.world, 'audit').findLast((a) => a.recordId === c.prepare)!;
    expect(entry).toMatchObject({ accountId: c.hr, actorAccountId: c.northwind, actorId: c.mo, at: c.s.world.now });
    expect(c.lets(c.hana, c.hr, 'complete', c.s.record('task', c.prepare))).toBe('forbidden');
  });

  test('the world refuses states that must not be', () => {
    const c = working();
    const task = c.s.record('task', c.prepare);
    const bad = (change: () => void) => {
      const { s } = c;
      const before = s.world;
      change();
      const found = illegal(s.world, before);
      for (const type of ['task', 'trust', 'role', 'note'] as const) for (const record of before[type]) s.put(record);
      return found.join();
    };
    expect(bad(() => c.s.put({ ...task, teamId: c.people }))).toMatch('a team of another account');
    expect(bad(() => c.s.put({ ...c.s.record('trust', c.trust), trustingId: c.northwind }))).toMatch('with itself');
    const [role] = all(c.s.world, 'role').filter((r) => r.personId === c.mo);
    expect(bad(() => c.s.put({ ...role!, accountId: c.hr }))).toMatch('without a grant');
    c.works(c.mo, c.northwind, 'complete', c.prepare);
    expect(bad(() => c.s.put({ ...c.s.record('task', c.prepare), title: 'x' }))).toMatch('has changed since');
    const note = c.writes(c.mo, c.northwind, 'public', c.s.record('task', c.prepare));
    expect(bad(() => c.s.put({ ...c.s.record('note', note), accountId: c.rival }))).toMatch('no party');
  });
});
