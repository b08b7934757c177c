import { ownSeen } from '../../domain/account/accounts.ts';
import { logoOf, removeLogo, setLogo } from '../../domain/account/logo.ts';
import { administrators, anyRole, observers } from '../policy.ts';
import { route } from '../route.ts';
import { Id, text } from '../values.ts';
import { presentAccount } from './present.ts';
import { Account, NewLogo } from './schema.ts';

export const accountLogos = [
  route({
    method: 'GET',
    path: '/v1/accounts/:id/logo',
    summary: 'The logo of an account',
    description: 'To whoever sees the account. It is asked again with every use, and sent if it is another.',
    policy: 'member',
    may: { own: anyRole, directory: anyRole, trusting: observers, trusted: observers },
    actingByQuery: true,
    params: { id: Id },
    query: {
      account: text(63).optional().meta({ description: 'The account to act in, in place of X-Account.' }),
      version: text(64).optional().meta({ description: 'Makes another address of another picture.' }),
    },
    content: 'image/*',
    tagged: true,
    handler: ({ params, http, read }) =>
      read(async (door) => {
        const { type, bytes, hash } = await logoOf(door, params.id);
        http.set({ ETag: `"${hash}"`, 'Cache-Control': 'private, no-cache', 'Content-Type': type });
        return bytes;
      }),
  }),
  route({
    method: 'PUT',
    path: '/v1/accounts/:id/logo',
    summary: 'Give the account you act in a logo',
    description: 'By its account administrator, who has the right to show it: people of other accounts see it as well.',
    policy: 'member',
    may: { own: administrators },
    scope: 'admin',
    params: { id: Id },
    body: NewLogo,
    response: Account,
    handler: ({ params, body: { image }, write }) =>
      write(async (door) =>
        presentAccount(ownSeen(await setLogo(door, params.id, Buffer.from(image, 'base64'))), door.viewer.accountId),
      ),
  }),
  route({
    method: 'DELETE',
    path: '/v1/accounts/:id/logo',
    summary: 'Take the logo of the account you act in away',
    policy: 'member',
    may: { own: administrators },
    scope: 'admin',
    params: { id: Id },
    response: Account,
    handler: ({ params, write }) =>
      write(async (door) => presentAccount(ownSeen(await removeLogo(door, params.id)), door.viewer.accountId)),
  }),
];
