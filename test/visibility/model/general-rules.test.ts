import { describe, expect, test } from '@jest/globals';
import { inbox, inboxes } from './audience.ts';
import { cast, working } from './cast.ts';
import { context } from './context.ts';
import { told, view } from './view.ts';
import { all } from './world.ts';

describe('the general rules', () => {
  test('G1: a person without a role in an account sees nothing there, not even as an administrator elsewhere', () => {
    const c = working();
    expect(context(c.s.world, c.rita, c.hr)).toBeUndefined();
    expect(context(c.s.world, c.henry, c.hr)?.roles).toEqual(['account_admin']);
  });

  test('G2: a hidden record is answered like a missing one, a visible one that may not be changed is forbidden', () => {
    const { s, lets, rita, rival, hana, hr, max, northwind, process, prepare } = working();
    expect(lets(rita, rival, 'cancel', s.record('process', process), { reason: 'x' })).toBe('not_found');
    const missing = { type: 'process' as const, id: 'process-0' };
    expect(s.tries({ person: rita, account: rival, action: 'cancel', record: missing }).verdict).toBe('not_found');
    expect(lets(hana, hr, 'accept', s.record('task', prepare))).toBe('forbidden');
    expect(lets(max, northwind, 'cancel', s.record('task', prepare), { reason: 'x' })).toBe('forbidden');
  });

  test('G3: hidden work on a visible record is no event to those it is hidden from', () => {
    const { s, works, acting, mo, northwind, hana, hr, prepare } = working();
    works(mo, northwind, 'accept', prepare);
    const accepted = all(s.world, 'event').at(-1)!;
    expect(accepted.fields).toContain('member');
    const hidden = { ...accepted, fields: ['member', 'timeCost'] };
    expect(view(s.world, acting(hana, hr), hidden)).toBeUndefined();
    expect(view(s.world, acting(mo, northwind), hidden)).toBeDefined();
  });

  test('G4: only its grantor grants a capability; a disclosure ends at once, labour at the next act', () => {
    const {
      s,
      sees,
      lets,
      task,
      works,
      starts,
      trust,
      henry,
      max,
      mo,
      hr,
      northwind,
      prepare,
      process,
      onboarding,
      hana,
      enid,
    } = working();
    const record = () => s.record('trust', trust);
    expect(lets(max, northwind, 'grant', record(), { capability: 'share_plan' })).toBe('forbidden');
    expect(lets(henry, hr, 'grant', record(), { capability: 'assign_tasks', teams: [] })).toBe('forbidden');
    s.does(henry, hr, 'grant', record(), { capability: 'share_plan' });
    expect(sees(mo, northwind, 'process', process)).toHaveProperty('plan');
    s.does(henry, hr, 'withdraw', record(), { capability: 'share_plan' });
    expect(sees(mo, northwind, 'process', process)).not.toHaveProperty('plan');
    s.does(max, northwind, 'withdraw', record(), { capability: 'assign_tasks' });
    expect(sees(mo, northwind, 'task', prepare)).toBeDefined();
    works(mo, northwind, 'complete', prepare);
    expect(task(process, 'deliver')).toMatchObject({ status: 'assigned', assignedAccountId: hr, teamId: null });
    const input = { subject: enid, fields: { shared: 'a', kept: 'b' } };
    expect(lets(hana, hr, 'start', s.record('template', onboarding), input)).toBe('invalid');
    expect(() => starts()).toThrow('invalid');
  });

  test('G4: what the wrong side granted counts for nothing', () => {
    const { s, sees, mo, northwind, hr, process, trust } = working();
    const record = s.record('trust', trust);
    const grant = { capability: 'share_plan' as const, since: s.world.now, teams: [], roles: [], level: '' };
    s.put({ ...record, grants: [...record.grants, { ...grant, by: northwind }] });
    expect(sees(mo, northwind, 'process', process)).not.toHaveProperty('plan');
    s.put({ ...record, grants: [...record.grants, { ...grant, by: hr }] });
    expect(sees(mo, northwind, 'process', process)).toHaveProperty('plan');
  });

  test('G4: an empty list of teams lets none be assigned to, not all', () => {
    const { s, starts, trust, max, northwind } = working();
    s.does(max, northwind, 'grant', s.record('trust', trust), { capability: 'assign_tasks', teams: [] });
    expect(() => starts()).toThrow('invalid');
  });

  test('G5: HR trusts Northwind and Northwind trusts Subwind: Subwind sees nothing of HR', () => {
    const c = working();
    c.trusts(c.northwind, c.subwind, [c.subteam]);
    const read = c.reads(c.sam, c.subwind);
    for (const id of [c.hr, c.process, c.prepare, c.enid, c.laptops])
      expect([...read].join()).not.toContain(`zq-${id}-`);
    expect(c.lets(c.mo, c.northwind, 'reassign', c.s.record('task', c.prepare), { team: c.subteam })).toBe('invalid');
  });

  test('G6: what points to a hidden record shows its stub, without id or handle', () => {
    const { sees, mo, northwind, prepare, hr, s } = working();
    const mask = sees(mo, northwind, 'task', prepare)!;
    expect(mask.account).toEqual({ name: s.record('account', hr).name });
    expect(mask).not.toHaveProperty('process');
    expect(mask.externalTitle).toMatch('externaltitle');
  });

  test('G7: a link to a hidden record is refused like one to a missing record', () => {
    const { s, lets, henry, hr, hana, people, desk, rita, onboarding, back, prepare } = working();
    const fields = { shared: 'a', kept: 'b' };
    const start = (subject: string) => lets(hana, hr, 'start', s.record('template', onboarding), { subject, fields });
    expect([start(rita), start('person-0')]).toEqual(['invalid', 'invalid']);
    const add = (person: string) => lets(henry, hr, 'add_member', s.record('team', people), { person });
    expect([add(rita), add('person-0')]).toEqual(['invalid', 'invalid']);
    const hand = (team: string) => lets(hana, hr, 'reassign', s.record('task', prepare), { team });
    expect([hand('team-0'), hand(back), hand(desk)]).toEqual(['invalid', 'allow', 'allow']);
  });

  test('G8: a mail that waits is judged when it is delivered, as its recipient', () => {
    const { s, mo, northwind, trust, henry, hr, prepare, acting } = working();
    expect(told(s.world, acting(mo, northwind), s.record('task', prepare))).toMatch(/^a task in /);
    s.does(henry, hr, 'revoke', s.record('trust', trust));
    s.tries({ turn: 'deliver' });
    const his = all(s.world, 'notice').filter((n) => n.personId === mo && n.recordType === 'task');
    expect(his.length).toBeGreaterThan(0);
    for (const notice of his) expect(notice).toMatchObject({ deliveredAt: null, text: '' });
  });

  test('G8: who is disabled or has left is nobody from that instant, with session and token alike', () => {
    const { s, dora, fernhill, hana, hr } = working();
    const token = s.does(hana, hr, 'create_token', undefined, { scopes: ['read'], text: 'mine' }, 'token');
    expect(context(s.world, hana, hr, token)?.scopes).toEqual(['read']);
    s.does(dora, fernhill, 'leave', s.record('person', hana), { at: s.world.now + 60_000 });
    expect(context(s.world, hana, hr)).toBeDefined();
    s.passes(60_000);
    expect([context(s.world, hana, hr), context(s.world, hana, hr, token)]).toEqual([undefined, undefined]);
  });

  test('G10: what the product does of itself is entered as nobody’s act in the account', () => {
    const { s, trusts: _, henry, hr, rival } = cast();
    s.does(henry, hr, 'invite', undefined, { handle: s.record('account', rival).handle, as: 'trusting' });
    s.passes(15 * 86_400_000);
    s.tries({ turn: 'expire' });
    expect(all(s.world, 'audit').at(-1)).toMatchObject({ action: 'expire', actorId: null });
  });

  test('G11: a person of two accounts has one mask at a time, and a labelled inbox of each', () => {
    const { s, sees, mo, northwind, hr, prepare, trust, henry, max } = working();
    s.does(henry, hr, 'grant', s.record('trust', trust), { capability: 'roles', roles: ['specialist'] });
    s.does(max, northwind, 'grant_role', s.record('person', mo), { role: 'specialist', trust });
    expect(sees(mo, northwind, 'task', prepare)).not.toHaveProperty('node');
    expect(sees(mo, hr, 'task', prepare)).not.toHaveProperty('timeCost');
    const held = inboxes(s.world, mo);
    expect(held.map(({ account, entries }) => [account, entries.length])).toEqual([
      [hr, 0],
      [northwind, 1],
    ]);
    s.does(henry, hr, 'suspend', s.record('trust', trust));
    expect(context(s.world, mo, hr)).toBeUndefined();
    s.does(henry, hr, 'resume', s.record('trust', trust));
    expect(context(s.world, mo, hr)).toBeDefined();
    s.does(henry, hr, 'withdraw', s.record('trust', trust), { capability: 'roles' });
    expect(context(s.world, mo, hr)).toBeUndefined();
    expect(inbox(s.world, context(s.world, mo, northwind)!)).toHaveLength(1);
  });

  test('G12: only declared fields leave the account, and a text that mentions another cannot be started', () => {
    const { s, sees, mo, northwind, prepare, process, lets, hana, hr, onboarding, enid, reads } = working();
    expect(Object.keys(sees(mo, northwind, 'task', prepare)?.input as object)).toEqual(['shared']);
    expect([...reads(mo, northwind)]).not.toContain(s.record('process', process).input.kept);
    const template = s.record('template', onboarding);
    s.put({ ...template, nodes: template.nodes.map((node) => ({ ...node, instructions: 'with {kept}' })) });
    const input = { subject: enid, fields: { shared: 'a', kept: 'b' } };
    expect(lets(hana, hr, 'start', s.record('template', onboarding), input)).toBe('invalid');
  });
});
