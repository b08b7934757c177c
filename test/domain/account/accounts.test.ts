import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { accountOf, accountsSeen, updateAccount } from '../../../domain/account/accounts.ts';
import { calendarBetween } from '../../../domain/account/calendar.ts';
import type { Viewer } from '../../../domain/viewer.ts';
import type { Calendar } from '../../../plan/plan.ts';
import { type Organisation, organisation } from '../../support/organisation.ts';

let org: Organisation;
let admin: Viewer;
let specialist: Viewer;
let endUser: Viewer;
beforeAll(async () => {
  org = await organisation();
  admin = await org.viewer('hugo', 'fernhill-hr');
  specialist = await org.viewer('helen', 'fernhill-hr');
  endUser = await org.viewer('marta', 'fernhill-hr');
});
afterAll(() => org?.close());

const handlesSeen = async (viewer: Viewer) =>
  (await org.store.as(viewer, accountsSeen)).map(({ handle, own }) => (own ? `${handle} (own)` : handle));
const day = [[540, 1020]] as const;
const calendar: Calendar = { zone: 'Europe/Amsterdam', week: [day, day, day, day, [], [], []], holidays: [] };

test('one sees the own account, its directory and, doing its work, the other sides of its trusts', async () => {
  const trusts = ['fernhill-facilities', 'fernhill-it'];
  expect(await handlesSeen(specialist)).toEqual(['fernhill-hr (own)', 'fernhill', ...trusts]);
  expect(await handlesSeen(endUser)).toEqual(['fernhill-hr (own)', 'fernhill']);
  expect(await handlesSeen(await org.viewer('bella', 'brightwire'))).toEqual([
    'brightwire (own)',
    'fernhill-it',
    'oakline',
  ]);
});

test('of another account one sees its name, handle and looks; one that is no counterparty is not there', async () => {
  const it = await org.store.as(specialist, (door) => accountOf(door, org.accountId('fernhill-it')));
  expect(it).toEqual({
    id: org.accountId('fernhill-it'),
    handle: 'fernhill-it',
    name: 'Fernhill IT',
    branding: { colour: null, logo: null },
  });
  for (const [viewer, handle] of [
    [specialist, 'oakline'],
    [specialist, 'brightwire'],
    [endUser, 'fernhill-it'],
  ] as const) {
    const seen = org.store.as(viewer, (door) => accountOf(door, org.accountId(handle)));
    await expect(seen).rejects.toMatchObject({ kind: 'not-found' });
  }
});

test('only its administrator changes an account', async () => {
  const update = (viewer: Viewer, handle: string) =>
    org.store.as(viewer, (door) => updateAccount(door, org.accountId(handle), { name: 'People', calendar }));
  for (const viewer of [specialist, endUser]) {
    await expect(update(viewer, 'fernhill-hr')).rejects.toMatchObject({ kind: 'forbidden' });
  }
  await expect(update(admin, 'fernhill-it')).rejects.toMatchObject({ kind: 'forbidden' });
  await expect(update(admin, 'oakline')).rejects.toMatchObject({ kind: 'not-found' });
  await update(admin, 'fernhill-hr');
  const { own } = await org.store.as(admin, (door) => accountOf(door, org.accountId('fernhill-hr')));
  expect(own).toMatchObject({ name: 'People', calendar, handle: 'fernhill-hr' });
});

test.each([
  ['no working minute', { ...calendar, week: [[], [], [], [], [], [], []] }, /needs working hours/],
  ['six days', { ...calendar, week: calendar.week.slice(1) }, /A week has 7 days/],
  ['no such zone', { ...calendar, zone: 'Europe/Nowhere' }, /not a time zone/],
  [
    'hours that overlap',
    {
      ...calendar,
      week: [
        [
          [0, 60],
          [30, 90],
        ],
        ...calendar.week.slice(1),
      ],
    },
    /overlap/,
  ],
  ['holidays for years on end', { ...calendar, holidays: everyDay(800) }, /two years without working hours/],
] as [string, Calendar, RegExp][])('a calendar with %s is refused', async (_, wrong, message) => {
  const update = org.store.as(admin, (door) => updateAccount(door, admin.accountId, { calendar: wrong }));
  await expect(update).rejects.toMatchObject({
    kind: 'invalid',
    details: [{ pointer: '/calendar', message: expect.stringMatching(message) }],
  });
});

test('the calendar shows the account’s hours within the period asked for', async () => {
  const between = (from: string, to: string) =>
    org.store.as(admin, (door) => calendarBetween(door, new Date(from), new Date(to)));
  const { zone, hours, dates } = await between('2027-03-25T09:00:00Z', '2027-03-30T08:00:00Z');
  expect(zone).toBe('Europe/Amsterdam');
  // A Thursday from ten on, no Friday, and the first hour of a Monday in summer time.
  expect(hours).toEqual([
    { from: '2027-03-25T09:00:00.000Z', to: '2027-03-25T16:00:00.000Z' },
    { from: '2027-03-29T07:00:00.000Z', to: '2027-03-29T15:00:00.000Z' },
    { from: '2027-03-30T07:00:00.000Z', to: '2027-03-30T08:00:00.000Z' },
  ]);
  expect(dates).toEqual([]);
  await expect(between('2027-03-25T09:00:00Z', '2027-03-25T09:00:00Z')).rejects.toThrow('The period is empty.');
  await expect(between('2027-03-25T09:00:00Z', '2028-04-25T09:00:00Z')).rejects.toThrow('The period is too long.');
});

function everyDay(count: number): string[] {
  return Array.from({ length: count }, (_, index) =>
    new Date(Date.now() + (index - 2) * 86_400_000).toISOString().slice(0, 10),
  );
}
