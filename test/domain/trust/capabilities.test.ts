import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { writeNote } from '../../../domain/note/notes.ts';
import { seePerson } from '../../../domain/person/met.ts';
import { notesBeside, planBeside } from '../../../domain/process/beside.ts';
import { seeTasks } from '../../../domain/task/see.ts';
import { taskOf } from '../../../domain/task/seen.ts';
import { acceptTask } from '../../../domain/task/work.ts';
import { capabilities, type Grantable, type GrantValue, grantables } from '../../../domain/trust/capabilities.ts';
import { grantCapability, withdrawCapability } from '../../../domain/trust/capability.ts';
import { acceptOfferings, extendOfferings, grantsOf } from '../../../domain/trust/grant.ts';
import { pair, rows } from '../process-made.ts';
import { type Between, between, type Run } from './between.ts';

let both: Between;
let run: Run;
beforeAll(async () => {
  both = await between();
  await rows(both.org, `update person set phone = '+44 20 7946 0000' where id = $1`, both.org.personId('olive'));
  run = await both.begin(pair);
}, 120_000);
afterAll(() => both?.org.close());

const grant = (side: 'x' | 'y', capability: Grantable, value: GrantValue = {}) =>
  both[side]((door) => grantCapability(door, both.trust, capability, value));
const withdraw = (side: 'x' | 'y', capability: Grantable) =>
  both[side]((door) => withdrawCapability(door, both.trust, capability));
const seenBy = async (side: 'x' | 'y', id: string) =>
  (await both[side](async (door) => seeTasks(door, [await taskOf(door, id)])))[0];

describe('every capability', () => {
  test.each(grantables)('%s is off, and granted by nobody but who it belongs to', async (capability) => {
    const { grantor, takes } = capabilities[capability];
    const value =
      takes === 'roles'
        ? { roles: ['auditor'] as const }
        : typeof takes === 'object'
          ? { level: takes.levels[0] as string }
          : {};
    const { capabilities: granted } = await both.x((door) => grantsOf(door, both.trust));
    expect(granted).toEqual([]);
    for (const [side, name] of [
      ['x', 'trusting'],
      ['y', 'trusted'],
    ] as const) {
      if (grantor !== 'either' && grantor !== name) {
        const other = side === 'x' ? 'Brightwire' : 'Oakline';
        await expect(grant(side, capability, value)).rejects.toThrow(
          `This is for ${other} to decide, the ${grantor} account in this trust: ask its account administrator.`,
        );
        await expect(withdraw(side, capability)).rejects.toMatchObject({ kind: 'forbidden' });
        continue;
      }
      const before = (await both.seen()).version;
      await grant(side, capability, value);
      await grant(side, capability, value);
      expect((await both.seen()).version).toBe(before + 2);
      const seen = await both.y((door) => grantsOf(door, both.trust));
      expect(seen.capabilities).toMatchObject([{ capability, accountId: both[`${side}Viewer`].accountId, value }]);
      await withdraw(side, capability);
      await expect(withdraw(side, capability)).rejects.toMatchObject({ kind: 'not-found' });
    }
    const told = await rows<{ account_id: string }>(
      both.org,
      `select account_id from audit where record_id = $1 and action = 'granted' and changes ->> 'capability' = $2 group by 1`,
      both.trust,
      capability,
    );
    expect(told).toHaveLength(2);
  });

  test.each<[Grantable, 'x' | 'y', object, string]>([
    ['assign_approvals', 'y', {}, 'Say how far it goes: key_contacts or anyone.'],
    ['assign_approvals', 'y', { level: 'none' }, 'Say how far it goes: key_contacts or anyone.'],
    ['share_contact', 'x', { level: 'anyone' }, 'This has no levels: it is granted or not.'],
    ['share_contact', 'x', { roles: ['auditor'] }, 'No roles belong to this.'],
    ['roles', 'x', { roles: [] }, 'Say which roles; to lend none, withdraw it.'],
    ['roles', 'x', { roles: ['directory_admin'] }, 'A role that can be lent is one of'],
  ])('%s by %s is not granted with %j', async (capability, side, value, message) => {
    await expect(grant(side, capability, value)).rejects.toMatchObject({
      kind: 'invalid',
      details: [{ message: expect.stringContaining(message) }],
    });
  });
});

test('how to reach the person a task is about is read while the trusting account shares it', async () => {
  const { id } = await run.task('made-login');
  const olive = both.org.personId('olive');
  const name = { id: olive, name: 'Olive Stone', email: null, phone: null };
  const contact = { email: 'olive@oakline.example', phone: '+44 20 7946 0000' };
  expect((await seenBy('y', id))?.contact).toBeUndefined();
  expect(await both.y((door) => seePerson(door, olive))).toEqual(name);
  await grant('x', 'share_contact');
  expect((await seenBy('y', id))?.contact).toEqual(contact);
  expect(await both.y((door) => seePerson(door, olive))).toEqual({ ...name, ...contact });
  expect((await seenBy('x', id))?.contact).toBeUndefined();
  await withdraw('x', 'share_contact');
  expect((await seenBy('y', id))?.contact).toBeUndefined();
  expect(await both.y((door) => seePerson(door, olive))).toEqual(name);
  const oscar = both.org.personId('oscar');
  await expect(both.y((door) => seePerson(door, oscar))).rejects.toMatchObject({ kind: 'not-found' });
});

test('the plan of a process is read by who works for it while the trusting account shares it', async () => {
  const { id } = await run.task('made-login');
  const plan = () => both.y((door) => planBeside(door, id));
  await expect(plan()).rejects.toMatchObject({ kind: 'not-found' });
  await grant('x', 'share_plan');
  expect((await plan()).map(({ title, status }) => [title, status])).toEqual([
    ['made login', 'assigned'],
    ['made desk', 'assigned'],
    ['made welcome', 'registered'],
  ]);
  await expect(both.x((door) => planBeside(door, id))).rejects.toMatchObject({ kind: 'not-found' });
  await withdraw('x', 'share_plan');
  await expect(plan()).rejects.toMatchObject({ kind: 'not-found' });
});

test('public notes on a process are read by who works for it while the trusting account shares them', async () => {
  const { id } = await run.task('made-login');
  const process = { kind: 'process', id: run.id } as const;
  await both.x((door) => writeNote(door, process, { kind: 'public', text: 'She moves in May.' }));
  await both.x((door) => writeNote(door, process, { kind: 'internal', text: 'She is paid little.' }));
  const notes = () => both.y((door) => notesBeside(door, id, undefined, 10));
  await expect(notes()).rejects.toMatchObject({ kind: 'not-found' });
  await grant('x', 'share_workflow_notes');
  expect(await notes()).toMatchObject([{ text: 'She moves in May.', author: { account: { handle: 'oakline' } } }]);
  await withdraw('x', 'share_workflow_notes');
  await expect(notes()).rejects.toMatchObject({ kind: 'not-found' });
});

test('who works a task is shown while the trusted account shows its people', async () => {
  const { id } = await run.task('made-desk');
  const bella = both.org.personId('bella');
  await both.y((door) => acceptTask(door, id));
  const hidden = async () => {
    expect(await seenBy('x', id)).toMatchObject({ member: null, labels: { team: 'Housing team', member: null } });
    await expect(both.x((door) => seePerson(door, bella))).rejects.toMatchObject({ kind: 'not-found' });
  };
  await hidden();
  expect((await seenBy('y', id))?.member).toBe('Bella Wright');
  await grant('y', 'show_specialists');
  expect((await seenBy('x', id))?.member).toBe('Bella Wright');
  expect(await both.x((door) => seePerson(door, bella))).toEqual({
    id: bella,
    name: 'Bella Wright',
    email: null,
    phone: null,
  });
  await withdraw('y', 'show_specialists');
  await hidden();
});

test('an offering is used once the trusting account has accepted it, and has to be accepted again once it was away', async () => {
  const offered = await both.x((door) => grantsOf(door, both.trust));
  const all = offered.offerings.map(({ offering }) => offering.id);
  const desk = offered.offerings.find(({ offering }) => offering.name === 'made desk')?.offering.id as string;
  const without = all.filter((id) => id !== desk);
  const start = () => both.begin(pair);
  await expect(both.y((door) => acceptOfferings(door, both.trust, all))).rejects.toMatchObject({ kind: 'forbidden' });
  await both.y((door) => extendOfferings(door, both.trust, without));
  await both.y((door) => extendOfferings(door, both.trust, all));
  await expect(start()).rejects.toMatchObject({
    details: [
      { message: expect.stringContaining('but your account has not accepted it: accept it in the trust first.') },
    ],
  });
  const stranger = both.org.personId('oscar');
  await expect(both.x((door) => acceptOfferings(door, both.trust, [stranger]))).rejects.toMatchObject({
    details: [{ pointer: '/offerings/0' }],
  });
  await both.x((door) => acceptOfferings(door, both.trust, all));
  expect((await (await start()).task('made-desk')).status).toBe('assigned');
  await both.x((door) => acceptOfferings(door, both.trust, without));
  await expect(start()).rejects.toMatchObject({ kind: 'invalid' });
  await both.x((door) => acceptOfferings(door, both.trust, all));
});

test('withdrawing lent roles ends them at once', async () => {
  const [bella, oakline] = [both.org.personId('bella'), both.xViewer.accountId];
  await grant('x', 'roles', { roles: ['auditor', 'specialist'] });
  for (const name of ['auditor', 'specialist'])
    await rows(
      both.org,
      'insert into role (account_id, person_id, name, trust_id) values ($1, $2, $3, $4)',
      oakline,
      bella,
      name,
      both.trust,
    );
  const rolesOf = async () => {
    const found = await both.org.workerStore.ask<{ account_id: string; roles: string[] }>(
      'select * from accounts_of(?)',
      [bella],
    );
    return found.find(({ account_id }) => account_id === oakline)?.roles.sort();
  };
  expect(await rolesOf()).toEqual(['auditor', 'specialist']);
  await grant('x', 'roles', { roles: ['auditor'] });
  expect(await rolesOf()).toEqual(['auditor']);
  await withdraw('x', 'roles');
  expect(await rolesOf()).toBeUndefined();
});
