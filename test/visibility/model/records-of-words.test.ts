import { describe, expect, test } from '@jest/globals';
import { asOtherSide, inbox, others } from './audience.ts';
import { working } from './cast.ts';
import { view, why } from './view.ts';
import { all } from './world.ts';

/** HR asks Dora, who is of the directory, for a budget; and, of Northwind, Mia. */
function asking() {
  const c = working();
  const own = c.starts(c.budget, { approver: c.dora });
  c.works(c.mia, c.northwind, 'start', c.prepare);
  c.s.does(c.max, c.northwind, 'grant', c.s.record('trust', c.trust), { capability: 'show_specialists' });
  c.s.does(c.max, c.northwind, 'grant', c.s.record('trust', c.trust), {
    capability: 'assign_approvals',
    level: 'key contacts',
  });
  const foreign = c.starts(c.budget, { approver: c.mia });
  const vote = (process: string) => all(c.s.world, 'approval').find((a) => a.taskId === c.task(process, 'budget').id)!;
  return { ...c, own, foreign, vote };
}

describe('approvals, notes and traces', () => {
  test('approval: who is asked in the directory reads a summary and the notes of the process', () => {
    const { sees, dora, fernhill, own, vote, writes, hana, hr, s } = asking();
    const note = writes(hana, hr, 'public', s.record('process', own));
    expect(sees(dora, fernhill, 'approval', vote(own).id)).toMatchObject({ status: 'assigned' });
    const summary = sees(dora, fernhill, 'process', own)!;
    expect(Object.keys(summary)).toEqual(['account', 'due', 'id', 'manager', 'notes', 'status', 'title']);
    expect(sees(dora, fernhill, 'note', note)).toBeDefined();
  });

  test('approval: who is asked across a trust reads the card and nothing of the process', () => {
    const { sees, mia, mo, northwind, foreign, vote, task } = asking();
    expect(vote(foreign)).toMatchObject({ askedInId: northwind });
    expect(sees(mia, northwind, 'approval', vote(foreign).id)).toBeDefined();
    const { id } = task(foreign, 'budget');
    expect(Object.keys(sees(mia, northwind, 'task', id)!).sort()).toEqual(
      ['account', 'category', 'due', 'externalTitle', 'forPerson', 'id', 'input', 'instructions', 'title'].sort(),
    );
    expect(sees(mia, northwind, 'process', foreign)).toBeUndefined();
    expect(sees(mo, northwind, 'task', id)).toBeUndefined();
  });

  test('approval: nobody of Y can be asked before Y allows it, nor who is no key contact', () => {
    const { s, lets, hana, hr, mia, mo, budget, max, northwind, trust, enid, works, prepare } = asking();
    const input = { subject: enid, fields: { shared: 'a', kept: 'b' } };
    const ask = (approver: string) => lets(hana, hr, 'start', s.record('template', budget), { ...input, approver });
    expect([ask(mia), ask(mo), ask('person-0')]).toEqual(['allow', 'invalid', 'invalid']);
    works(mo, northwind, 'reassign', prepare, { team: s.record('task', prepare).teamId!, member: mo });
    expect(ask(mo)).toBe('invalid');
    s.does(max, northwind, 'withdraw', s.record('trust', trust), { capability: 'assign_approvals' });
    expect(ask(mia)).toBe('invalid');
  });

  test('approval: one votes once; the manager reads votes, other specialists of X do not', () => {
    const { s, sees, lets, dora, fernhill, hana, henry, audra, hr, own, vote } = asking();
    const { id } = vote(own);
    expect(sees(hana, hr, 'approval', id)).toHaveProperty('approver.name');
    for (const person of [henry, audra]) expect(sees(person, hr, 'approval', id)).toBeUndefined();
    expect(lets(hana, hr, 'approve', s.record('approval', id))).toBe('forbidden');
    expect(lets(dora, fernhill, 'reject', s.record('approval', id))).toBe('invalid');
    s.does(dora, fernhill, 'approve', s.record('approval', id));
    expect(lets(dora, fernhill, 'reject', s.record('approval', id), { reason: 'x' })).toBe('conflict');
    expect(s.record('process', own)).toMatchObject({ status: 'completed', completionReason: 'complete' });
  });

  test('approval: after the trust has ended a vote that was cast stays, one that was not is gone', () => {
    const { s, sees, mia, northwind, hr, henry, trust, foreign, vote, starts, budget } = asking();
    const cast = vote(foreign);
    s.does(mia, northwind, 'approve', cast);
    const open = vote(starts(budget, { approver: mia }));
    s.does(henry, hr, 'revoke', s.record('trust', trust));
    expect(sees(mia, northwind, 'approval', cast.id)).toMatchObject({ status: 'approved' });
    expect(sees(mia, northwind, 'approval', open.id)).toBeUndefined();
    expect(
      inbox(s.world, { person: mia, account: northwind, roles: ['specialist'], scopes: ['read'], now: s.world.now }),
    ).toEqual([]);
  });

  test('note, public: whoever sees the task, by name and account of its author', () => {
    const { s, sees, writes, hana, hr, mo, ned, northwind, rita, rival, prepare } = working();
    const note = writes(mo, northwind, 'public', s.record('task', prepare));
    const author = { author: s.record('person', mo).name, account: s.record('account', northwind).name };
    expect(sees(hana, hr, 'note', note)).toMatchObject(author);
    expect(sees(ned, northwind, 'note', note)).toBeUndefined();
    expect(sees(rita, rival, 'note', note)).toBeUndefined();
  });

  test('note, internal: specialists of the account it was written in, whoever owns the task', () => {
    const { s, sees, writes, lets, hana, audra, henry, enid, hr, mo, max, northwind, prepare } = working();
    const theirs = writes(mo, northwind, 'internal', s.record('task', prepare));
    const ours = writes(hana, hr, 'internal', s.record('task', prepare));
    for (const person of [hana, audra, henry, enid]) expect(sees(person, hr, 'note', theirs)).toBeUndefined();
    for (const person of [mo, max]) expect(sees(person, northwind, 'note', theirs)).toBeDefined();
    for (const person of [mo, max]) expect(sees(person, northwind, 'note', ours)).toBeUndefined();
    expect(lets(henry, hr, 'redact', s.record('note', theirs))).toBe('not_found');
    s.does(henry, hr, 'redact', s.record('note', ours));
    expect(sees(hana, hr, 'note', ours)).toMatchObject({ text: '' });
  });

  test('note: participants write, auditors do not', () => {
    const { s, lets, audra, hana, hr, prepare, process, mo, northwind } = working();
    const input = { kind: 'public' as const, text: 'x' };
    expect(lets(hana, hr, 'note', s.record('task', prepare), input)).toBe('allow');
    expect(lets(hana, hr, 'note', s.record('task', prepare), { kind: 'public' })).toBe('invalid');
    expect(lets(audra, hr, 'note', s.record('task', prepare), input)).toBe('forbidden');
    expect(lets(mo, northwind, 'note', s.record('process', process), input)).toBe('forbidden');
  });

  test('audit: X’s auditor reads what Y’s people did on X’s records, without hidden fields', () => {
    const { s, acting, works, audra, hana, hr, mo, max, northwind, prepare } = working();
    works(mo, northwind, 'complete', prepare, { text: 'two hours' });
    const entry = all(s.world, 'audit').findLast((a) => a.recordId === prepare)!;
    const read = view(s.world, acting(audra, hr), entry)!;
    expect(read).toMatchObject({
      action: 'complete',
      actor: s.record('person', mo).name,
      changes: { status: { to: 'completed' } },
    });
    for (const field of ['timeCost', 'member']) expect(read.changes).not.toHaveProperty(field);
    expect(view(s.world, acting(max, northwind), entry)?.changes).toHaveProperty('timeCost');
    expect(view(s.world, acting(hana, hr), entry)).toBeUndefined();
  });

  test('audit: nobody writes to it', () => {
    const { s, lets, henry, hr } = working();
    const entry = all(s.world, 'audit').find((a) => a.accountId === hr)!;
    for (const action of ['update', 'remove', 'redact']) expect(lets(henry, hr, action, entry)).toBe('forbidden');
  });

  test('notice: what was delivered is the recipient’s, and says no more than "a task in" his account', () => {
    const { s, sees, mo, mia, northwind, prepare } = working();
    s.tries({ turn: 'deliver' });
    const notice = all(s.world, 'notice').find((n) => n.personId === mo && n.recordId === prepare)!;
    expect(sees(mo, northwind, 'notice', notice.id)?.text).toBe(`a task in ${s.record('account', northwind).name}`);
    expect(sees(mia, northwind, 'notice', notice.id)).toBeUndefined();
  });

  test('why: the role, the trust or the capability, and since when', () => {
    const { s, acting, hana, hr, mo, northwind, rita, rival, prepare, process, henry, trust } = working();
    const task = s.record('task', prepare);
    expect(why(s.world, acting(hana, hr), task)).toContainEqual(expect.objectContaining({ because: 'manager' }));
    expect(why(s.world, acting(mo, northwind), task)).toEqual([
      { because: 'trust', role: 'specialist', trust: s.record('account', hr).name, since: task.activatedAt },
    ]);
    s.does(henry, hr, 'grant', s.record('trust', trust), { capability: 'share_plan' });
    expect(why(s.world, acting(mo, northwind), s.record('process', process))).toContainEqual(
      expect.objectContaining({ capability: 'share_plan' }),
    );
    expect(why(s.world, acting(rita, rival), task)).toEqual([]);
  });

  test('others: an administrator reads of his own people by name, of the other side as one, of third parties nothing', () => {
    const { s, acting, henry, hana, audra, hr, max, northwind, prepare } = working();
    const seeing = others(s.world, acting(henry, hr), s.record('task', prepare))!;
    const name = (person: string) => s.record('person', person).name;
    expect(seeing.flatMap(({ person }) => person ?? [])).toEqual([name(hana), name(audra)]);
    expect(seeing.filter(({ person }) => !person).map(({ account }) => account)).toEqual([
      s.record('account', northwind).name,
    ]);
    expect(others(s.world, acting(hana, hr), s.record('task', prepare))).toBeUndefined();
    const theirs = others(s.world, acting(max, northwind), s.record('task', prepare))!;
    expect(theirs.filter(({ person }) => !person).map(({ account }) => account)).toEqual([
      s.record('account', hr).name,
    ]);
  });

  test('as the other side: what exactly they see of ours, and nothing that is theirs', () => {
    const { s, acting, writes, henry, hana, hr, mo, northwind, trust, prepare } = working();
    writes(mo, northwind, 'internal', s.record('task', prepare));
    const shown = asOtherSide(s.world, acting(henry, hr), s.record('trust', trust))!;
    expect(shown.task?.map(({ id }) => id)).toEqual([prepare]);
    expect(shown.note).toBeUndefined();
    expect(shown.person).toBeUndefined();
    expect(asOtherSide(s.world, acting(hana, hr), s.record('trust', trust))).toBeUndefined();
  });
});
