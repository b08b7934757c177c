import { describe, expect, test } from '@jest/globals';
import { inbox } from './audience.ts';
import { cast, working } from './cast.ts';
import { view } from './view.ts';
import { all } from './world.ts';

const fieldsOf = (mask: object | undefined) => Object.keys(mask ?? {});

describe('services and work', () => {
  test('service: X reads what it is offered, never its cost; end users once it was accepted', () => {
    const { s, sees, hana, enid, hr, rita, rival, mo, northwind, laptops, laptop, trust, max } = working();
    expect(fieldsOf(sees(hana, hr, 'service', laptops))).toEqual(['account', 'description', 'hours', 'id', 'name']);
    expect(sees(enid, hr, 'service', laptops)).toBeDefined();
    expect(sees(rita, rival, 'service', laptops)).toBeUndefined();
    expect(sees(mo, northwind, 'service', laptops)).toHaveProperty('cost');
    s.does(max, northwind, 'withdraw_offer', s.record('trust', trust), { offering: laptop });
    expect(sees(hana, hr, 'service', laptops)).toBeUndefined();
    s.does(max, northwind, 'offer', s.record('trust', trust), { offering: laptop });
    expect(sees(hana, hr, 'service', laptops)).toBeDefined();
    expect(sees(enid, hr, 'service', laptops)).toBeUndefined();
  });

  test('service: it is offered by its account to another, never to its own', () => {
    const { s, lets, trust, henry, hr, max, northwind, laptop } = working();
    expect(lets(henry, hr, 'offer', s.record('trust', trust), { offering: laptop })).toBe('forbidden');
    const own = s.offering(hr, s.service(hr, ''), []);
    expect(lets(max, northwind, 'offer', s.record('trust', trust), { offering: own })).toBe('invalid');
  });

  test('service offering: X reads its targets and its own charges until it expires, then only a stub on its tasks', () => {
    const { s, sees, hana, hr, laptop, prepare } = working();
    const record = s.record('offering', laptop);
    expect(sees(hana, hr, 'offering', laptop)?.charges).toEqual({ [hr]: record.charges[hr] });
    s.put({ ...record, until: s.world.now });
    expect(sees(hana, hr, 'offering', laptop)).toBeUndefined();
    expect(sees(hana, hr, 'task', prepare)?.offering).toEqual({ id: laptop, name: record.name });
  });

  test('template: starters read the form, designers the graph, other accounts nothing', () => {
    const { sees, hana, audra, enid, hr, mo, northwind, onboarding } = working();
    expect(fieldsOf(sees(hana, hr, 'template', onboarding))).toEqual(['fields', 'id', 'name', 'title']);
    expect(sees(audra, hr, 'template', onboarding)).toHaveProperty('nodes');
    expect(sees(enid, hr, 'template', onboarding)).toBeUndefined();
    expect(sees(mo, northwind, 'template', onboarding)).toBeUndefined();
  });

  test('process: X’s specialists see it, Y reads a stub of what it works for', () => {
    const { sees, hana, audra, enid, hr, ivan, it, mo, ned, northwind, process } = working();
    expect(sees(hana, hr, 'process', process)).toHaveProperty('plan');
    expect(sees(audra, hr, 'process', process)).toHaveProperty('plan');
    expect(sees(enid, hr, 'process', process)).toBeUndefined();
    expect(sees(ivan, it, 'process', process)).toBeUndefined();
    expect(fieldsOf(sees(mo, northwind, 'process', process))).toEqual(['account', 'due', 'externalTitle']);
    expect(sees(ned, northwind, 'process', process)).toBeUndefined();
  });

  test('process: plan and notes only by the two disclosures of X', () => {
    const { s, sees, writes, mo, northwind, hana, henry, hr, process, trust } = working();
    const note = writes(hana, hr, 'public', s.record('process', process));
    expect(sees(mo, northwind, 'note', note)).toBeUndefined();
    s.does(henry, hr, 'grant', s.record('trust', trust), { capability: 'share_workflow_notes' });
    expect(sees(mo, northwind, 'note', note)).toMatchObject({ parent: { type: 'process' } });
    expect(sees(mo, northwind, 'process', process)).not.toHaveProperty('plan');
    s.does(henry, hr, 'grant', s.record('trust', trust), { capability: 'share_plan' });
    expect(sees(mo, northwind, 'process', process)?.plan).toHaveLength(3);
  });

  test('process: a confidential one is its manager’s; an administrator or auditor does not see it', () => {
    const c = cast();
    c.s.put({ ...c.s.record('account', c.hr), confidential: true });
    c.trusts(c.hr, c.northwind, [c.desk], [c.laptop]);
    const process = c.starts();
    expect(c.sees(c.hana, c.hr, 'process', process)).toBeDefined();
    for (const person of [c.henry, c.audra]) {
      expect(c.sees(person, c.hr, 'process', process)).toBeUndefined();
      expect(c.sees(person, c.hr, 'task', c.task(process, 'prepare').id)).toBeUndefined();
    }
    expect(c.sees(c.mo, c.northwind, 'task', c.task(process, 'prepare').id)).toBeDefined();
  });

  test('process: its manager cancels it, nobody else', () => {
    const { s, lets, hana, henry, hr, mo, northwind, process } = working();
    const record = s.record('process', process);
    expect(lets(hana, hr, 'cancel', record, { reason: 'x' })).toBe('allow');
    expect(lets(hana, hr, 'cancel', record)).toBe('invalid');
    expect(lets(henry, hr, 'cancel', record, { reason: 'x' })).toBe('forbidden');
    expect(lets(mo, northwind, 'cancel', record, { reason: 'x' })).toBe('forbidden');
  });

  test('task: Y sees it from activation, not before, and none of another’s', () => {
    const { sees, works, mo, max, northwind, task, process, prepare, acting, s, hana, hr } = working();
    expect(sees(mo, northwind, 'task', prepare)).toBeDefined();
    for (const node of ['welcome', 'deliver'])
      expect(sees(mo, northwind, 'task', task(process, node).id)).toBeUndefined();
    works(mo, northwind, 'complete', prepare);
    expect(sees(mo, northwind, 'task', task(process, 'deliver').id)).toBeDefined();
    const entries = all(s.world, 'audit').filter((a) => a.recordId === task(process, 'deliver').id);
    expect(entries.map((a) => view(s.world, acting(max, northwind), a) !== undefined)).toEqual([false, true]);
    expect(sees(hana, hr, 'task', task(process, 'deliver').id)).toBeDefined();
  });

  test('task: even one that was assigned in advance is hidden until it is activated', () => {
    const { s, sees, mo, northwind, task, process, trust } = working();
    const share = { accountId: northwind, trustId: trust, since: 0, startedAt: null, finalAt: null, asCompleted: null };
    const planned = task(process, 'deliver');
    s.put({ ...planned, trustId: trust, shares: [share] });
    expect(sees(mo, northwind, 'task', planned.id)).toBeUndefined();
    s.put({ ...planned, trustId: trust, shares: [share], activatedAt: s.world.now });
    expect(sees(mo, northwind, 'task', planned.id)).toBeDefined();
  });

  test('task: X reads neither Y’s time nor its internal notes; Y neither graph nor rounds', () => {
    const { s, sees, works, writes, mo, northwind, hana, hr, prepare } = working();
    const note = writes(mo, northwind, 'internal', s.record('task', prepare));
    works(mo, northwind, 'complete', prepare, { text: 'two hours' });
    expect(sees(hana, hr, 'task', prepare)).not.toHaveProperty('timeCost');
    expect(sees(hana, hr, 'task', prepare)?.notes).toEqual([]);
    expect(sees(mo, northwind, 'task', prepare)?.notes).toEqual([note]);
    for (const field of ['node', 'round', 'after', 'process', 'votes'])
      expect(sees(mo, northwind, 'task', prepare)).not.toHaveProperty(field);
  });

  test('task: the team works, a specialist of another team does not; Y never edits, X’s manager does', () => {
    const { s, lets, works, mo, mia, northwind, hana, hr, prepare, back } = working();
    const record = () => s.record('task', prepare);
    for (const person of [mo, mia]) expect(lets(person, northwind, 'accept', record())).toBe('allow');
    expect(lets(mo, northwind, 'edit', record(), { text: 'x' })).toBe('forbidden');
    expect(lets(hana, hr, 'edit', record(), { text: 'x' })).toBe('allow');
    works(mo, northwind, 'reassign', prepare, { team: back });
    expect(lets(mia, northwind, 'accept', record())).toBe('forbidden');
    works(mo, northwind, 'complete', prepare);
    expect(lets(mo, northwind, 'complete', record())).toBe('conflict');
  });

  test('task: a confidential provider shows it to the team only', () => {
    const { s, sees, mo, max, northwind, prepare } = working();
    expect(sees(max, northwind, 'task', prepare)).toBeDefined();
    s.put({ ...s.record('account', northwind), confidential: true });
    expect(sees(mo, northwind, 'task', prepare)).toBeDefined();
    expect(sees(max, northwind, 'task', prepare)).toBeUndefined();
  });

  test('inbox: what waits for one’s teams, what one has taken, and no colleague’s', () => {
    const { s, acting, works, mo, mia, max, northwind, prepare } = working();
    const parts = (person: string) => inbox(s.world, acting(person, northwind)).map(({ part }) => part);
    expect([parts(mo), parts(mia), parts(max)]).toEqual([['team'], ['team'], []]);
    works(mo, northwind, 'accept', prepare);
    expect([parts(mo), parts(mia)]).toEqual([['mine'], []]);
  });
});
