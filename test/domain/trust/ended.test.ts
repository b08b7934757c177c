import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { updateAccount } from '../../../domain/account/accounts.ts';
import { updatePerson } from '../../../domain/person/maintain.ts';
import { seePerson } from '../../../domain/person/met.ts';
import { cancelTask } from '../../../domain/process/follow.ts';
import { seeTasks } from '../../../domain/task/see.ts';
import { taskOf } from '../../../domain/task/seen.ts';
import { acceptTask, completeTask, startTask } from '../../../domain/task/work.ts';
import { grantCapability } from '../../../domain/trust/capability.ts';
import { acceptInvitation } from '../../../domain/trust/decide.ts';
import { drainTrust } from '../../../domain/trust/drain.ts';
import { foreseeEnd } from '../../../domain/trust/foresee.ts';
import { invite } from '../../../domain/trust/invite.ts';
import { revokeTrust } from '../../../domain/trust/revoke.ts';
import { suspendTrust } from '../../../domain/trust/suspend.ts';
import { board, pair, rows } from '../process-made.ts';
import { type Between, between, many } from './between.ts';

let both: Between;
beforeAll(async () => {
  both = await between();
}, 120_000);
afterAll(() => both?.org.close());

const handed = { username: 'olive.stone', place: 'remote' };
const statusOf = async (run: { task: (node: string) => Promise<{ status: string; reason: string }> }, node: string) => {
  const { status, reason } = await run.task(node);
  return [status, reason];
};
const hidden = (id: string) => expect(both.y((door) => taskOf(door, id))).rejects.toMatchObject({ kind: 'not-found' });

/** A trust between the two anew, with all that is offered, accepted. */
async function renew(): Promise<void> {
  const was = both.trust;
  const trust = await both.x((door) => invite(door, { handle: 'brightwire', as: 'trusting' }));
  await both.y((door) => acceptInvitation(door, trust));
  await rows(
    both.org,
    'insert into trust_team select $1, team_id, account_id from trust_team where trust_id = $2',
    trust,
    was,
  );
  await rows(
    both.org,
    `insert into trust_offering (trust_id, offering_id, account_id, accepted_at) select $1, offering_id, account_id, now() from trust_offering where trust_id = $2`,
    trust,
    was,
  );
  both.trust = trust;
}

test('before it ends each side is told what that comes to, as far as it may know it', async () => {
  const run = await both.begin(pair);
  await both.begin(pair);
  await both.y(async (door) => acceptTask(door, (await run.task('made-desk')).id));
  const x = await both.x((door) => foreseeEnd(door, both.trust));
  const y = await both.y((door) => foreseeEnd(door, both.trust));
  const tasks = expect.arrayContaining([
    { status: 'assigned', number: 3 },
    { status: 'accepted', number: 1 },
  ]);
  const teams = expect.arrayContaining([
    { id: expect.anything(), name: 'Identity team', number: 2 },
    { id: expect.anything(), name: 'Housing team', number: 2 },
  ]);
  expect(x).toMatchObject({ tasks, teams, begun: 1, votes: 0, processes: 2, toCome: 2, people: null });
  expect(y).toMatchObject({ tasks, teams, begun: 1, votes: 0, processes: null, toCome: null, people: 1 });
  expect([x.choices, y.choices]).toEqual([
    ['finish', 'hand_back', 'cancel'],
    ['finish', 'hand_back'],
  ]);
  expect(x.offerings).toBeGreaterThan(0);
});

test('handed back: hidden at once, failed afterwards, however many there are; what was finished is kept as it was', async () => {
  const run = await both.begin(pair);
  const login = (await run.task('made-login')).id;
  const desk = (await run.task('made-desk')).id;
  const called = await both.begin(pair);
  const off = (await called.task('made-desk')).id;
  await both.x((door) => cancelTask(door, off, 'Not needed.'));
  await both.x((door) => grantCapability(door, both.trust, 'share_contact', {}));
  await both.y((door) => completeTask(door, login, handed));
  await many(both, desk, 250);

  await both.y((door) => revokeTrust(door, both.trust));
  await hidden(desk);
  await hidden(off);
  expect((await run.task('made-desk')).status).toBe('assigned');
  expect((await both.seen()).end).toMatchObject({ how: 'hand_back', returned: 0, done: false });
  expect(await both.drained()).toBeGreaterThan(2);
  const { end, status } = await both.seen();
  expect(status).toBe('revoked');
  expect(end).toMatchObject({ returned: end?.toReturn, done: true });
  expect(end?.toReturn).toBeGreaterThan(250);
  expect(await statusOf(run, 'made-desk')).toEqual(['failed', 'The trust with Brightwire has ended.']);
  expect(await rows(both.org, 'select 1 from withheld')).toEqual([]);

  const olive = both.org.personId('olive');
  await both.x((door) => updateAccount(door, both.xViewer.accountId, { name: 'Oakline Holdings' }));
  await both.x((door) => updatePerson(door, olive, { name: 'Olive Marsh' }));
  const [kept] = await both.y(async (door) => seeTasks(door, [await taskOf(door, login)]));
  expect(kept).toMatchObject({ labels: { owner: { name: 'Oakline' }, forPerson: 'Olive Stone' }, contact: undefined });
  await expect(both.y((door) => seePerson(door, olive))).rejects.toMatchObject({ kind: 'not-found' });
  expect(await both.y(({ em }) => em.execute('select 1 from account where id = ?', [both.xViewer.accountId]))).toEqual(
    [],
  );
  const again = both.x((door) => revokeTrust(door, both.trust));
  await expect(again).rejects.toThrow('Only a standing trust can be revoked; this one is revoked.');
  await both.x((door) => updateAccount(door, both.xViewer.accountId, { name: 'Oakline' }));

  await renew();
  await hidden(desk);
  const [still] = await both.y(async (door) => seeTasks(door, [await taskOf(door, login)]));
  expect(still?.labels.forPerson).toBe('Olive Stone');
});

test('canceled, by the trusting side only: successors go on', async () => {
  const run = await both.begin(pair);
  await both.y(async (door) => completeTask(door, (await run.task('made-login')).id, handed));
  await expect(both.y((door) => revokeTrust(door, both.trust, { how: 'cancel' }))).rejects.toMatchObject({
    kind: 'forbidden',
  });
  await both.x((door) => revokeTrust(door, both.trust, { how: 'cancel' }));
  await both.drained();
  expect(await statusOf(run, 'made-desk')).toEqual(['canceled', 'The trust with Brightwire has ended.']);
  await run.drive();
  expect((await run.task('made-welcome')).status).toBe('assigned');
  await renew();
});

test('finished: what was begun stays until a date, what was not goes back at once, and nothing new is assigned', async () => {
  const run = await both.begin(pair);
  const [login, desk] = [(await run.task('made-login')).id, (await run.task('made-desk')).id];
  await both.y((door) => startTask(door, desk));
  for (const [until, message] of [
    [undefined, 'Say until when what was begun may be finished.'],
    [new Date(0), 'It lies in the past.'],
    [new Date(Date.now() + 400 * 86_400_000), 'It is more than a year away.'],
  ] as const) {
    await expect(both.y((door) => revokeTrust(door, both.trust, { how: 'finish', until }))).rejects.toMatchObject({
      details: [{ pointer: '/until', message }],
    });
  }
  const until = new Date(Date.now() + 86_400_000);
  await both.y((door) => revokeTrust(door, both.trust, { how: 'finish', until }));
  await hidden(login);
  await both.y((door) => taskOf(door, desk));
  await expect(both.begin(pair)).rejects.toMatchObject({ kind: 'invalid' });
  await expect(both.x((door) => suspendTrust(door, both.trust))).rejects.toThrow('This trust is about to end');
  await expect(both.y((door) => grantCapability(door, both.trust, 'show_specialists', {}))).rejects.toThrow(
    'Nothing is granted in a trust that is about to end.',
  );
  const drain = () => drainTrust(both.org.workerStore, both.xViewer.accountId, both.trust);
  expect(await drain()).toEqual({ over: false });
  expect(await statusOf(run, 'made-login')).toEqual([
    'failed',
    'The trust by which this was assigned is about to end.',
  ]);
  expect(await drain()).toEqual({ over: false, until: until.toISOString() });
  expect(await both.seen()).toMatchObject({ status: 'accepted', end: { how: 'finish', until, done: false } });
  await both.y((door) => completeTask(door, desk, {}));
  await both.drained();
  expect(await both.seen()).toMatchObject({
    status: 'revoked',
    end: { how: 'finish', toReturn: 1, returned: 1, done: true },
  });
  expect((await run.task('made-desk')).status).toBe('completed');
  await renew();
});

test('to be finished, it may still be ended at once; a suspended one gives back what was out of sight', async () => {
  const run = await both.begin(pair);
  const desk = (await run.task('made-desk')).id;
  await both.y((door) => startTask(door, desk));
  await both.x((door) => revokeTrust(door, both.trust, { how: 'finish', until: new Date(Date.now() + 86_400_000) }));
  await both.x((door) => revokeTrust(door, both.trust));
  await hidden(desk);
  await both.drained();
  expect((await both.seen()).end).toMatchObject({ how: 'hand_back', toReturn: 2, returned: 2, done: true });
  await renew();

  const later = await both.begin(pair);
  await both.x((door) => suspendTrust(door, both.trust));
  const finish = { how: 'finish', until: new Date(Date.now() + 86_400_000) } as const;
  await expect(both.y((door) => revokeTrust(door, both.trust, finish))).rejects.toThrow('hand it back instead');
  await both.y((door) => revokeTrust(door, both.trust));
  await both.drained();
  expect(await statusOf(later, 'made-login')).toEqual(['failed', 'The trust with Brightwire has ended.']);
  expect((await both.seen()).end).toMatchObject({ toReturn: 2, returned: 2, done: true });
  await renew();
});

test('votes asked across it are no longer asked; with nobody left to ask the process halts', async () => {
  const bella = both.org.personId('bella');
  await both.y((door) => grantCapability(door, both.trust, 'show_specialists', {}));
  await both.y((door) => grantCapability(door, both.trust, 'assign_approvals', { level: 'anyone' }));
  const known = await both.begin(pair);
  await both.y(async (door) => acceptTask(door, (await known.task('made-desk')).id));
  const run = await both.begin(board, { board: [bella, both.org.personId('oscar')] });
  expect((await both.x((door) => foreseeEnd(door, both.trust))).votes).toBe(1);
  await both.y((door) => revokeTrust(door, both.trust));
  await both.drained();
  await run.drive();
  expect(await statusOf(run, 'budget')).toEqual([
    'failed',
    'Approvals required: 2. People who approved or can be asked: 1.',
  ]);
});
