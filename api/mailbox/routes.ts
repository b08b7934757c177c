import type { Context } from 'koa';
import { z } from 'zod';
import { type Caller, personally } from '../../domain/access/caller.ts';
import { mailOf, mailWith } from '../../domain/mail/mailbox.ts';
import { Forbidden } from '../../domain/problem.ts';
import type { Door } from '../../domain/store.ts';
import { paged, pageOf, placeOf, toPage } from '../page.ts';
import type { Parts } from '../parts.ts';
import { type Route, route } from '../route.ts';
import { Instant } from '../values.ts';
import { callerOf } from '../who.ts';
import { contentPolicy, listPage, mailPage, script, signInPage } from './pages.ts';
import { presentMail } from './present.ts';
import { MailId, MailView } from './schema.ts';

const notByToken = 'Mail is read by whoever it is for, signed in, not with a token.';

/** The local mailbox: what was mailed to whoever is signed in, about any of his accounts, while no mail server is set. */
export const mailboxRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/v1/mail',
    summary: 'What was mailed to you, newest first',
    description: 'Mail is kept here only while no mail server is set. Read by people, not with tokens.',
    policy: 'signed-in',
    inPerson: notByToken,
    query: paged,
    response: pageOf(MailView),
    handler: async ({ query, caller, parts }) => mailPageOf(parts, caller, query.perPage, query.cursor),
  }),
  route({
    method: 'GET',
    path: '/v1/mail/:id',
    summary: 'One mail',
    policy: 'signed-in',
    inPerson: notByToken,
    params: { id: MailId },
    response: MailView,
    handler: async ({ params: { id }, caller, parts }) =>
      presentMail(await byHimself(parts, caller, (door) => mailWith(door, id))),
  }),
  route({
    method: 'GET',
    path: '/mailbox',
    summary: 'The local mailbox as a page',
    policy: 'public',
    inPerson: notByToken,
    query: { cursor: paged.cursor },
    content: 'text/html',
    handler: async ({ query, parts, http }) => {
      const caller = await readerOf(http, parts);
      return caller ? listPage(await mailPageOf(parts, caller, 50, query.cursor)) : signInPage;
    },
  }),
  route({
    method: 'GET',
    path: '/mailbox/page.js',
    summary: 'The program behind that page',
    policy: 'public',
    content: 'text/javascript',
    handler: async () => script,
  }),
  route({
    method: 'GET',
    path: '/mailbox/:id',
    summary: 'One mail as a page',
    policy: 'public',
    inPerson: notByToken,
    params: { id: MailId },
    content: 'text/html',
    handler: async ({ params: { id }, parts, http }) => {
      const caller = await readerOf(http, parts);
      if (!caller) return signInPage;
      return mailPage(presentMail(await byHimself(parts, caller, (door) => mailWith(door, id))), parts.baseUrl);
    },
  }),
];

const place = [Instant, z.string()] as const;

async function mailPageOf(parts: Parts, caller: Caller, perPage: number, cursor: string | undefined) {
  const from = placeOf(cursor, place);
  const after = from && { sentAt: new Date(from[0]), id: from[1] };
  const mails = await byHimself(parts, caller, (door) => mailOf(door, after, perPage + 1));
  return toPage(mails, perPage, ({ sentAt, id }) => [sentAt.toISOString(), id], presentMail);
}

async function readerOf(http: Context, parts: Parts): Promise<Caller | undefined> {
  http.set('Content-Security-Policy', contentPolicy);
  return callerOf(http, parts);
}

/** A token is for one account, mail is about all of a person's. */
async function byHimself<T>(
  { store }: Parts,
  { personId, tokenId }: Caller,
  work: (door: Door) => Promise<T>,
): Promise<T> {
  if (tokenId) throw new Forbidden(notByToken);
  return store.as(personally(personId), work);
}
