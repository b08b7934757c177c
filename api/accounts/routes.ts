import { z } from 'zod';
import { accountOf, accountsSeen, ownSeen, updateAccount } from '../../domain/account/accounts.ts';
import { createSupportDomain } from '../../domain/account/create.ts';
import { withHolidays } from '../../domain/account/holidays.ts';
import { administrators, anyRole, observers } from '../policy.ts';
import { route } from '../route.ts';
import { Id } from '../values.ts';
import { presentAccount } from './present.ts';
import { Account, AccountChange, NewAccount } from './schema.ts';

export const accounts = [
  route({
    method: 'GET',
    path: '/v1/accounts',
    summary: 'The account you act in, and those it has to do with',
    description:
      'Its directory and, for who does its work, the other sides of standing trusts. There is no other list.',
    policy: 'member',
    may: { own: anyRole },
    response: z.object({ items: z.array(Account) }),
    handler: ({ read }) =>
      read(async (door) => ({
        items: (await accountsSeen(door)).map((seen) => presentAccount(seen, door.viewer.accountId)),
      })),
  }),
  route({
    method: 'POST',
    path: '/v1/accounts',
    summary: 'Make a support domain of the directory you act in',
    description:
      'By its account or directory administrator, who becomes the first account administrator there or names somebody. ' +
      'Other accounts are founded by operators.',
    policy: 'member',
    may: { directory: ['account_admin', 'directory_admin'] },
    scope: 'admin',
    body: NewAccount.extend({ administrator: Id.optional() }),
    response: Account,
    status: 201,
    location: ({ id }) => `/v1/accounts/${id}`,
    handler: async ({ body: { administrator, ...body }, write }) => {
      const wanted = { ...(await withHolidays(body)), administratorId: administrator };
      return write(async (door) => presentAccount(await createSupportDomain(door, wanted), door.viewer.accountId));
    },
  }),
  route({
    method: 'GET',
    path: '/v1/accounts/:id',
    summary: 'One of them',
    policy: 'member',
    may: { own: anyRole, directory: anyRole, trusting: observers, trusted: observers },
    params: { id: Id },
    response: Account,
    handler: ({ params, read }) =>
      read(async (door) => presentAccount(await accountOf(door, params.id), door.viewer.accountId)),
  }),
  route({
    method: 'PATCH',
    path: '/v1/accounts/:id',
    summary: 'Rename the account you act in, or change its working hours or its colour',
    description: 'By its account administrator. What is being counted already goes on in the hours it began with.',
    policy: 'member',
    may: { own: administrators },
    scope: 'admin',
    params: { id: Id },
    body: AccountChange,
    response: Account,
    handler: async ({ params, body: { branding, ...body }, write }) => {
      const change = { ...(await withHolidays(body)), ...branding };
      return write(async (door) =>
        presentAccount(ownSeen(await updateAccount(door, params.id, change)), door.viewer.accountId),
      );
    },
  }),
];
