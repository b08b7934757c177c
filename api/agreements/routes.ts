import type { Agreement as AgreementRecord } from '../../domain/agreement/agreement.entity.ts';
import { coverAgreement } from '../../domain/agreement/coverage.ts';
import { acceptAgreement, dropAgreement, endAgreement } from '../../domain/agreement/decide.ts';
import { changeAgreement, prepareAgreement } from '../../domain/agreement/prepare.ts';
import { agreementOf, agreementsSeen, lookAt } from '../../domain/agreement/seen.ts';
import type { Door } from '../../domain/store.ts';
import { pageOf, placeOf, toPage } from '../page.ts';
import { administrators, type May, observers } from '../policy.ts';
import { route } from '../route.ts';
import { Id } from '../values.ts';
import { presentAgreement } from './present.ts';
import { Acceptance, Agreement, AgreementChange, agreementFilter, Covered, End, NewAgreement } from './schema.ts';

/** `trusting`: for the customer of an agreement. `trusted`: for its provider. */
const parties: May = { own: administrators, trusting: administrators, trusted: administrators };
const member = { policy: 'member', scope: 'admin', params: { id: Id }, versioned: true } as const;

export const agreements = [
  route({
    method: 'GET',
    path: '/v1/agreements',
    summary: 'Service level agreements of the account you act in',
    description: 'As provider or customer, the newest first; for who does the account’s work.',
    policy: 'member',
    may: { own: observers },
    query: agreementFilter,
    response: pageOf(Agreement),
    handler: ({ query: { perPage, cursor, side }, read }) => {
      const [before] = placeOf(cursor, [Id]) ?? [];
      const filter = { before, ...(side ? { side } : {}) };
      return read(async (door) =>
        toPage(
          await agreementsSeen(door, filter, perPage + 1),
          perPage,
          ({ agreement }) => [agreement.id],
          presentAgreement,
        ),
      );
    },
  }),
  route({
    method: 'POST',
    path: '/v1/agreements',
    summary: 'Prepare an agreement on one of your offerings',
    description: 'It holds once the customer has accepted it, from its first day on; with your own account at once.',
    policy: 'member',
    may: { own: administrators },
    scope: 'admin',
    body: NewAgreement,
    response: Agreement,
    status: 201,
    location: ({ id }) => `/v1/agreements/${id}`,
    handler: ({ body: { trust, ...terms }, write }) =>
      write(async (door) => shown(door, await prepareAgreement(door, { ...terms, trustId: trust }))),
  }),
  route({
    method: 'GET',
    path: '/v1/agreements/:id',
    summary: 'One agreement',
    policy: 'member',
    may: { own: observers, trusting: observers, trusted: observers },
    params: { id: Id },
    response: Agreement,
    handler: ({ params, read }) => read(async (door) => presentAgreement(await agreementOf(door, params.id))),
  }),
  route({
    ...member,
    method: 'PATCH',
    path: '/v1/agreements/:id',
    summary: 'Change an agreement',
    description:
      'By the provider: all of it until it is accepted; from then on which of its teams serves the customer.',
    may: parties,
    body: AgreementChange,
    response: Agreement,
    handler: ({ params, body, version, write }) =>
      write(async (door) => shown(door, await changeAgreement(door, params.id, body, version))),
  }),
  route({
    ...member,
    method: 'DELETE',
    path: '/v1/agreements/:id',
    summary: 'Take an agreement back, or decline it',
    description: 'As long as it is being prepared.',
    may: parties,
    handler: ({ params, version, write }) => write((door) => dropAgreement(door, params.id, version)),
  }),
  route({
    ...member,
    method: 'POST',
    path: '/v1/agreements/:id/acceptance',
    summary: 'Accept an agreement',
    description: 'By the customer, who says whom it covers; by default everybody.',
    may: parties,
    body: Acceptance,
    response: Agreement,
    handler: ({ params, body: { coverage = 'customer_account', ...named }, version, write }) =>
      write(async (door) => shown(door, await acceptAgreement(door, params.id, { coverage, ...named }, version))),
  }),
  route({
    ...member,
    method: 'PUT',
    path: '/v1/agreements/:id/coverage',
    summary: 'Say whom an agreement covers',
    description: 'By the customer, for work assigned from now on. The provider reads the kind of it, and no names.',
    may: parties,
    body: Covered,
    response: Agreement,
    handler: ({ params, body, version, write }) =>
      write(async (door) => shown(door, await coverAgreement(door, params.id, body, version))),
  }),
  route({
    ...member,
    method: 'POST',
    path: '/v1/agreements/:id/end',
    summary: 'End an agreement',
    description: 'By either party: with its last day, or at once. Work assigned by then keeps what was promised.',
    may: parties,
    body: End,
    response: Agreement,
    handler: ({ params, body, version, write }) =>
      write(async (door) => shown(door, await endAgreement(door, params.id, body.endsOn, version))),
  }),
];

async function shown(door: Door, agreement: AgreementRecord) {
  await door.em.flush();
  return presentAgreement(await lookAt(door, agreement));
}
