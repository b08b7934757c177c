import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { updateAccount } from '../../../domain/account/accounts.ts';
import { type AuditFilter, auditEntries } from '../../../domain/audit/entries.ts';
import { createTeam } from '../../../domain/person/teams.ts';
import { record } from '../../../domain/store.ts';
import { acceptInvitation } from '../../../domain/trust/decide.ts';
import { invite } from '../../../domain/trust/invite.ts';
import { revokeTrust } from '../../../domain/trust/revoke.ts';
import type { Viewer } from '../../../domain/viewer.ts';
import { type Organisation, organisation } from '../../support/organisation.ts';

let org: Organisation;
let hr: Viewer;
let it: Viewer;
let auditor: Viewer;
beforeAll(async () => {
  org = await organisation();
  hr = await org.viewer('hugo', 'fernhill-hr');
  it = await org.viewer('imran', 'fernhill-it');
  auditor = await org.viewer('aziz', 'fernhill-hr');
});
afterAll(() => org?.close());

const list = (viewer: Viewer, filter: AuditFilter = {}, before?: string, most = 100) =>
  org.store.as(viewer, (door) => auditEntries(door, filter, before, most));

test('an account’s auditor reads what was done to its records, by people of others too', async () => {
  await org.store.as(hr, (door) => updateAccount(door, hr.accountId, { name: 'Fernhill People' }));
  const { team } = await org.store.as(it, (door) => createTeam(door, 'Night shift'));
  await org.store.as(it, async (door) => record(door, hr.accountId, 'task', team.id, 'accepted', { member: team.id }));

  const [abroad, own] = await list(auditor);
  expect(own).toMatchObject({
    record: { kind: 'account', id: hr.accountId },
    action: 'updated',
    changes: { name: 'Fernhill People' },
    by: {
      person: { id: hr.personId, name: 'Hugo Lind' },
      account: { handle: 'fernhill-hr', name: 'Fernhill People' },
      product: false,
    },
  });
  expect(abroad).toMatchObject({
    action: 'accepted',
    changes: {},
    by: {
      person: { id: null, name: 'Imran Shah' },
      account: { handle: 'fernhill-it', name: 'Fernhill IT' },
      product: false,
    },
  });
  expect(abroad?.changes).toEqual({});
  // A record that its account is not shown: it does not read what its people did there either.
  expect((await list(it)).map(({ action }) => action)).toEqual(['created']);
});

test('nobody finds the entries of another account’s person by asking for him', async () => {
  expect(await list(auditor, { actorId: it.personId as string })).toEqual([]);
  expect((await list(auditor, { actorId: hr.personId as string })).length).toBeGreaterThan(0);
});

test('the list is filtered by record and goes on page by page, the newest first', async () => {
  const all = await list(auditor);
  const pages = [await list(auditor, {}, undefined, 1), await list(auditor, {}, all[0]?.id, 100)].flat();
  expect(pages.map(({ id }) => id)).toEqual(all.map(({ id }) => id));
  expect((await list(auditor, { recordKind: 'account', recordId: hr.accountId })).map(({ action }) => action)).toEqual([
    'updated',
  ]);
  expect(await list(auditor, { from: new Date(Date.now() + 60_000) })).toEqual([]);
  expect((await list(auditor, { to: new Date(Date.now() + 60_000) })).length).toBe(all.length);
});

test('both sides keep what was decided, and nobody’s name before they have to do with each other', async () => {
  const oakline = await org.viewer('oscar', 'oakline');
  const actions = async (viewer: Viewer, recordId: string) =>
    (await list(viewer, { recordKind: 'trust', recordId })).map(
      ({ action, by }) => `${action} by ${by.account?.handle}`,
    );
  const id = await org.store.as(oakline, (door) => invite(door, { handle: 'fernhill-hr', as: 'trusted' }));
  expect(await actions(oakline, id)).toEqual(['invited by oakline']);
  expect(await actions(hr, id)).toEqual(['invited by oakline']);
  const [invited] = await list(hr, { recordKind: 'trust', recordId: id });
  expect(invited?.by.person).toBeNull();
  await org.store.as(hr, (door) => acceptInvitation(door, id));
  expect(await actions(hr, id)).toContain('accepted by fernhill-hr');
  expect(await actions(oakline, id)).toContain('accepted by fernhill-hr');
  expect((await list(oakline, { recordKind: 'trust', recordId: id }))[0]?.by).toMatchObject({
    person: { id: null, name: 'Hugo Lind' },
    account: { handle: 'fernhill-hr', name: 'Fernhill People' },
  });
  await org.store.as(hr, (door) => revokeTrust(door, id));
  expect((await actions(oakline, id))[0]).toBe('revoked by fernhill-hr');
});

test('others than auditors and administrators do not read it', async () => {
  for (const [key, handle] of [
    ['helen', 'fernhill-hr'],
    ['marta', 'fernhill-hr'],
    ['pia', 'fernhill-hr'],
  ] as const) {
    await expect(list(await org.viewer(key, handle))).rejects.toMatchObject({ kind: 'forbidden' });
  }
});
