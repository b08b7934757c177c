import { describe, expect, test } from '@jest/globals';
import { inbox } from './audience.ts';
import { working } from './cast.ts';
import { all } from './world.ts';

/** Northwind finished the first task, began the second; public notes before, an internal one, one after the end. */
function worked() {
  const c = working();
  const { s, works, writes, task, process, prepare, mo, northwind, hana, hr } = c;
  const ours = writes(mo, northwind, 'internal', s.record('task', prepare));
  const before = writes(hana, hr, 'public', s.record('task', prepare));
  works(mo, northwind, 'complete', prepare, { fields: { result: 'done' }, text: 'two hours' });
  const { id: deliver } = task(process, 'deliver');
  works(mo, northwind, 'start', deliver);
  return { ...c, ours, before, deliver };
}
type Worked = ReturnType<typeof worked>;

const end = (c: Worked) => c.s.does(c.henry, c.hr, 'revoke', c.s.record('trust', c.trust));

describe('after a trust has ended (G9)', () => {
  test('the provider keeps what its teams finished, read-only', () => {
    const c = worked();
    end(c);
    const mask = c.sees(c.mo, c.northwind, 'task', c.prepare);
    expect(mask).toMatchObject({ status: 'completed', output: { result: 'done' }, timeCost: 'two hours' });
    for (const action of ['note', 'start', 'reassign', 'complete'])
      expect(c.lets(c.mo, c.northwind, action, c.s.record('task', c.prepare), { kind: 'public', text: 'x' })).toBe(
        'forbidden',
      );
  });

  test('open work returns to its owner unassigned, and is nothing to the provider any more', () => {
    const c = worked();
    end(c);
    expect(c.s.record('task', c.deliver)).toMatchObject({
      status: 'assigned',
      assignedAccountId: c.hr,
      teamId: null,
      memberId: null,
    });
    expect(c.sees(c.mo, c.northwind, 'task', c.deliver)).toBeUndefined();
    expect(c.sees(c.mo, c.northwind, 'process', c.process)).toBeUndefined();
    expect(inbox(c.s.world, c.acting(c.mo, c.northwind))).toEqual([]);
  });

  test('notes up to the end stay, later ones are hidden; its own internal notes stay its own', () => {
    const c = worked();
    end(c);
    const after = c.writes(c.hana, c.hr, 'public', c.s.record('task', c.prepare));
    expect(c.sees(c.mo, c.northwind, 'note', c.before)).toBeDefined();
    expect(c.sees(c.mo, c.northwind, 'note', after)).toBeUndefined();
    expect(c.sees(c.mo, c.northwind, 'note', c.ours)).toBeDefined();
    expect(c.sees(c.hana, c.hr, 'note', c.ours)).toBeUndefined();
    expect(c.sees(c.mo, c.northwind, 'task', c.prepare)?.notes).toEqual([c.ours, c.before]);
  });

  test('an internal note does not outlive the sight of its task', () => {
    const c = worked();
    const own = c.writes(c.mo, c.northwind, 'internal', c.s.record('task', c.deliver));
    expect(c.sees(c.mo, c.northwind, 'note', own)).toBeDefined();
    end(c);
    expect(c.sees(c.mo, c.northwind, 'note', own)).toBeUndefined();
  });

  test('people are reduced to the name they had, and an erased one to none', () => {
    const c = worked();
    c.s.does(c.henry, c.hr, 'grant', c.s.record('trust', c.trust), { capability: 'share_contact' });
    expect(c.sees(c.mo, c.northwind, 'task', c.prepare)?.forPerson).toHaveProperty('phone');
    end(c);
    const enid = c.s.record('person', c.enid);
    c.s.put({ ...enid, name: 'Enid Elsewhere' });
    expect(c.sees(c.mo, c.northwind, 'person', c.enid)).toBeUndefined();
    expect(c.sees(c.mo, c.northwind, 'task', c.prepare)?.forPerson).toEqual({ name: enid.name });
    c.s.put({ ...enid, erasedAt: c.s.world.now });
    expect(c.sees(c.mo, c.northwind, 'task', c.prepare)?.forPerson).toEqual({ name: 'Former person' });
  });

  test('the owner keeps all it owns, and the provider’s public notes', () => {
    const c = worked();
    const theirs = c.writes(c.mo, c.northwind, 'public', c.s.record('task', c.prepare));
    end(c);
    expect(c.sees(c.hana, c.hr, 'note', theirs)).toBeDefined();
    expect(c.sees(c.hana, c.hr, 'task', c.prepare)).toMatchObject({ status: 'completed', team: { id: c.desk } });
  });

  test('a suspended trust is as ended, returns no work, and comes back as it was by who suspended it', () => {
    const c = worked();
    const trust = () => c.s.record('trust', c.trust);
    c.s.does(c.max, c.northwind, 'suspend', trust());
    expect(c.sees(c.mo, c.northwind, 'task', c.prepare)).toBeDefined();
    expect(c.sees(c.mo, c.northwind, 'task', c.deliver)).toBeUndefined();
    expect(c.s.record('task', c.deliver)).toMatchObject({ assignedAccountId: c.northwind, memberId: c.mo });
    expect(c.lets(c.henry, c.hr, 'resume', trust())).toBe('conflict');
    c.s.does(c.max, c.northwind, 'resume', trust());
    expect(c.sees(c.mo, c.northwind, 'task', c.deliver)).toBeDefined();
  });

  test('ending a suspended trust does not show what was written while it was suspended', () => {
    const c = worked();
    c.s.does(c.henry, c.hr, 'suspend', c.s.record('trust', c.trust));
    const meanwhile = c.writes(c.hana, c.hr, 'public', c.s.record('task', c.prepare));
    end(c);
    expect(c.sees(c.mo, c.northwind, 'note', meanwhile)).toBeUndefined();
  });

  test('a later trust revives nothing of an earlier one, and grants nothing it granted', () => {
    const c = worked();
    end(c);
    const again = c.trusts(c.hr, c.northwind);
    expect(c.s.record('trust', again)).toMatchObject({ grants: [], offers: [] });
    expect(c.sees(c.mo, c.northwind, 'task', c.deliver)).toBeUndefined();
    expect(c.sees(c.mo, c.northwind, 'person', c.enid)).toBeUndefined();
    expect(() => c.starts()).toThrow('invalid');
  });

  test('what was taken back leaves its title and own notes if it had been started, else nothing', () => {
    const c = worked();
    const own = c.writes(c.mo, c.northwind, 'public', c.s.record('task', c.deliver));
    const theirs = c.writes(c.hana, c.hr, 'public', c.s.record('task', c.deliver));
    c.works(c.hana, c.hr, 'reassign', c.deliver, { team: c.people });
    expect(Object.keys(c.sees(c.mo, c.northwind, 'task', c.deliver)!)).toEqual(['id', 'title']);
    expect(c.sees(c.mo, c.northwind, 'note', own)).toBeDefined();
    expect(c.sees(c.mo, c.northwind, 'note', theirs)).toBeUndefined();
    const other = c.task(c.starts(), 'prepare').id;
    c.works(c.hana, c.hr, 'reassign', other, { team: c.people });
    expect(c.sees(c.mo, c.northwind, 'task', other)).toBeUndefined();
  });

  test('a task that its owner canceled is not kept: its teams had not finished it', () => {
    const c = worked();
    c.works(c.hana, c.hr, 'cancel', c.deliver, { reason: 'called off' });
    expect(c.sees(c.mo, c.northwind, 'task', c.deliver)).toMatchObject({ status: 'canceled' });
    end(c);
    expect(c.sees(c.mo, c.northwind, 'task', c.deliver)).toBeUndefined();
  });

  test('both sides keep the trust on record, with the names that held when it ended', () => {
    const c = worked();
    end(c);
    const { name } = c.s.record('account', c.northwind);
    c.s.put({ ...c.s.record('account', c.northwind), name: 'Renamed' });
    expect(c.sees(c.henry, c.hr, 'trust', c.trust)).toMatchObject({ status: 'revoked', counterparty: { name } });
    expect(c.sees(c.henry, c.hr, 'account', c.northwind)).toBeUndefined();
    expect(all(c.s.world, 'role').some((r) => r.trustId === c.trust)).toBe(false);
  });
});
