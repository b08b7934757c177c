import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import {
  acceptInvitation,
  cancelInvitation,
  expireInvitations,
  rejectInvitation,
} from '../../../domain/trust/decide.ts';
import { type Invitation, invite } from '../../../domain/trust/invite.ts';
import { revokeTrust } from '../../../domain/trust/revoke.ts';
import { type SeenTrust, trustOf, trustsSeen } from '../../../domain/trust/seen.ts';
import type { Viewer } from '../../../domain/viewer.ts';
import { type Organisation, organisation } from '../../support/organisation.ts';

let org: Organisation;
/** Administrators of two accounts that have nothing to do with each other, and of a third. */
let oakline: Viewer;
let hr: Viewer;
let brightwire: Viewer;
beforeAll(async () => {
  org = await organisation();
  oakline = await org.viewer('oscar', 'oakline');
  hr = await org.viewer('hugo', 'fernhill-hr');
  brightwire = await org.viewer('bella', 'brightwire');
});
afterAll(() => org?.close());

const send = (viewer: Viewer, invitation: Invitation) => org.store.as(viewer, (door) => invite(door, invitation));
const see = (viewer: Viewer, id: string) => org.store.as(viewer, (door) => trustOf(door, id));
const accept = (viewer: Viewer, id: string) => org.store.as(viewer, (door) => acceptInvitation(door, id));
const reject = (viewer: Viewer, id: string) => org.store.as(viewer, (door) => rejectInvitation(door, id));
const cancel = (viewer: Viewer, id: string) => org.store.as(viewer, (door) => cancelInvitation(door, id));
const revoke = (viewer: Viewer, id: string) => org.store.as(viewer, (door) => revokeTrust(door, id));

test('an invitation is seen by both sides, each from its side, and stands once accepted', async () => {
  const id = await send(oakline, { handle: 'fernhill-hr', as: 'trusted', message: 'As agreed' });
  expect(await see(oakline, id)).toMatchObject({
    side: 'trusted',
    status: 'pending',
    invitedByUs: true,
    account: { handle: 'fernhill-hr' },
  });
  expect(await see(hr, id)).toMatchObject({
    side: 'trusting',
    status: 'pending',
    invitedByUs: false,
    message: 'As agreed',
    account: { handle: 'oakline', name: 'Oakline' },
  });
  await accept(hr, id);
  expect(await see(oakline, id)).toMatchObject({
    status: 'accepted',
    account: { handle: 'fernhill-hr', name: 'Fernhill HR', id: org.accountId('fernhill-hr') },
  });
  await expect(accept(hr, id)).rejects.toThrow('This invitation is accepted; there is nothing left to accept.');
  await revoke(oakline, id);
  await expect(revoke(hr, id)).rejects.toThrow('Only a standing trust can be revoked; this one is revoked.');
  expect((await see(hr, id)).account).toEqual({ handle: 'oakline', name: 'Oakline' });
});

test('an invitation to a handle that nobody has looks to its sender like any other', async () => {
  const real = await send(oakline, { handle: 'fernhill-it', as: 'trusting' });
  const none = await send(oakline, { handle: 'no-such-account', as: 'trusting' });
  const outlineOf = ({ id, account, invitedAt, expiresAt, decidedAt, ...rest }: SeenTrust) => ({
    ...rest,
    account: Object.keys(account),
    decided: decidedAt !== null,
    lasts: Math.round((expiresAt.getTime() - invitedAt.getTime()) / 1000),
  });
  const both = async () => [outlineOf(await see(oakline, real)), outlineOf(await see(oakline, none))] as const;
  const [a, b] = await both();
  expect(a).toEqual(b);

  const listed = await org.store.as(oakline, (door) => trustsSeen(door, undefined, 2));
  expect(listed.map(({ id }) => id)).toEqual([none, real]);
  const next = await org.store.as(oakline, (door) => trustsSeen(door, none, 1));
  expect(next.map(({ id }) => id)).toEqual([real]);

  for (const handle of ['fernhill-it', 'no-such-account']) {
    await expect(send(oakline, { handle, as: 'trusting' })).rejects.toThrow(
      `There is a trust or an invitation in that direction between you and "${handle}" already`,
    );
  }
  const verbs = [
    [accept, 'The inviting account cannot accept its own invitation.'],
    [reject, 'The inviting account cannot reject its own invitation.'],
    [revoke, 'Only a standing trust can be revoked; this one is pending.'],
  ] as const;
  for (const id of [real, none]) {
    for (const [verb, sentence] of verbs) await expect(verb(oakline, id)).rejects.toThrow(sentence);
    await cancel(oakline, id);
    await expect(cancel(oakline, id)).rejects.toThrow('This invitation is canceled; there is nothing left to cancel.');
  }
  const [c, d] = await both();
  expect(c).toEqual(d);
  expect(c).toMatchObject({ status: 'canceled', decided: true });
});

test('only the invited side decides, and only the inviting side calls off', async () => {
  const id = await send(oakline, { handle: 'fernhill-it', as: 'trusting' });
  const it = await org.viewer('imran', 'fernhill-it');
  await expect(cancel(it, id)).rejects.toThrow('Only the inviting account can cancel its invitation.');
  await expect(accept(brightwire, id)).rejects.toThrow('There is no such trust, or it is not yours to see.');
  await expect(see(brightwire, id)).rejects.toMatchObject({ kind: 'not-found' });
  await reject(it, id);
  await expect(accept(it, id)).rejects.toThrow('This invitation is rejected');
  expect(await see(oakline, id)).toMatchObject({ status: 'rejected', account: { handle: 'fernhill-it' } });
});

test('a trust is its administrators’ and auditors’: to others of the account it is not there', async () => {
  const id = await send(oakline, { handle: 'fernhill-hr', as: 'trusting' });
  const specialist = await org.viewer('helen', 'fernhill-hr');
  const auditor = await org.viewer('aziz', 'fernhill-hr');
  const endUser = await org.viewer('olive', 'oakline');
  expect(await see(auditor, id)).toMatchObject({ status: 'pending' });
  await expect(accept(auditor, id)).rejects.toMatchObject({ kind: 'forbidden' });
  for (const viewer of [specialist, endUser]) {
    await expect(see(viewer, id)).rejects.toMatchObject({ kind: 'not-found' });
    await expect(accept(viewer, id)).rejects.toMatchObject({ kind: 'not-found' });
    await expect(org.store.as(viewer, (door) => trustsSeen(door, undefined, 10))).rejects.toMatchObject({
      kind: 'forbidden',
    });
    await expect(send(viewer, { handle: 'brightwire', as: 'trusting' })).rejects.toMatchObject({ kind: 'forbidden' });
  }
});

test('an account cannot trust itself, nor trust another twice at once, also when both try at the same moment', async () => {
  await expect(send(oakline, { handle: 'oakline', as: 'trusted' })).rejects.toThrow('An account cannot trust itself');
  await expect(send(oakline, { handle: 'brightwire', as: 'trusting' })).rejects.toThrow('already: end it first');
  const both = await Promise.allSettled([
    send(oakline, { handle: 'brightwire', as: 'trusted' }),
    send(brightwire, { handle: 'oakline', as: 'trusting' }),
  ]);
  const [won, lost] = both.sort((a, b) => (a.status === b.status ? 0 : a.status === 'fulfilled' ? -1 : 1));
  expect(won?.status).toBe('fulfilled');
  expect(lost).toMatchObject({ status: 'rejected', reason: { kind: 'refused' } });
});

test('an invitation that nobody answers in time expires, and makes room for another', async () => {
  const id = await send(hr, { handle: 'brightwire', as: 'trusting' });
  const none = await send(hr, { handle: 'nobody-at-all', as: 'trusting' });
  await pastDue(id, none);
  expect(await see(hr, id)).toMatchObject({ status: 'expired' });
  await expect(accept(brightwire, id)).rejects.toThrow(/^This invitation expired on .*: ask for a new one\.$/);

  expect(await expireInvitations(org.workerStore, new Date())).toBe(2);
  expect(await expireInvitations(org.workerStore, new Date())).toBe(0);
  for (const each of [id, none]) expect(await see(hr, each)).toMatchObject({ status: 'expired', version: 2 });

  const again = await send(hr, { handle: 'brightwire', as: 'trusting' });
  await pastDue(again);
  const third = await send(brightwire, { handle: 'fernhill-hr', as: 'trusted' });
  expect(await see(hr, again)).toMatchObject({ status: 'expired' });
  expect(await see(hr, third)).toMatchObject({ status: 'pending', side: 'trusting' });
});

test('an invitation expires in the future, within ninety days', async () => {
  const until = (days: number) => new Date(Date.now() + days * 86_400_000);
  for (const [days, message] of [
    [-1, 'It lies in the past.'],
    [91, 'It is more than ninety days away.'],
  ] as const) {
    await expect(send(hr, { handle: 'someone', as: 'trusted', expiresAt: until(days) })).rejects.toMatchObject({
      kind: 'invalid',
      details: [{ pointer: '/expiresAt', message }],
    });
  }
});

test('a hundred unanswered invitations are enough', async () => {
  for (let sent = 0; sent < 100; sent++) {
    const done = await send(brightwire, { handle: `guess-${sent}`, as: 'trusted' }).catch((error: Error) => error);
    if (done instanceof Error) expect(done.message).toContain('100 invitations of yours are unanswered');
  }
  await expect(send(brightwire, { handle: 'guess-more', as: 'trusted' })).rejects.toThrow('are unanswered');
});

async function pastDue(...ids: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: org.database.ownerUrl });
  await client.connect();
  for (const table of ['trust', 'stray_invitation']) {
    await client.query(
      `update ${table} set invited_at = now() - interval '15 days', expires_at = now() - interval '1 second' where id = any ($1)`,
      [ids],
    );
  }
  await client.end();
}
