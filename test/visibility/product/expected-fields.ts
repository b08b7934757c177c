import type { AnyRecord, Id, Trust } from '../model/records/index.ts';
import type { Mask } from '../model/rule.ts';
import { standing, suspended } from '../model/trusts.ts';
import type { World } from '../model/world.ts';
import { uuidOf } from './ids.ts';
import { grantValue } from './rows-trusts.ts';

/** What is told of a record, field by field, in the product's words. What is empty is not told. */
export type Fields = { readonly [field: string]: unknown };
/** When in the product's time something of the model's happened. */
export type At = (ms: number) => string;

type Named = { readonly id?: Id; readonly name?: string; readonly handle?: string } | null | undefined;

const side = (mask: Mask, { trustingId }: Trust, by: Id) =>
  (mask.side === 'trusting') === (trustingId === by) ? 'us' : 'them';

/** The model's mask as the product would answer it. */
export function expectedFields(w: World, r: AnyRecord, mask: Mask, at: At): Fields {
  const orNull = (value: unknown) => (typeof value === 'number' ? at(value) : null);
  const uuid = (id: unknown) => (typeof id === 'string' ? uuidOf(id) : null);
  const stub = (field: string) => mask[field] as Named;
  const pick = (...fields: readonly string[]) => Object.fromEntries(fields.map((field) => [field, mask[field]]));
  const times = (...fields: readonly string[]) =>
    Object.fromEntries(fields.map((field) => [field, orNull(mask[field])]));
  switch (r.type) {
    case 'account':
      return told({ ...pick('name', 'handle', 'kind', 'confidential'), directoryId: uuid(mask.directory) });
    case 'trust':
      return told({
        ...pick('side', 'invitedByUs', 'message'),
        status: standing(r) && suspended(r) ? 'suspended' : mask.status,
        ...times('invitedAt', 'expiresAt', 'decidedAt', 'endedAt', 'suspendedByUs', 'suspendedByThem'),
        grants: r.grants
          .filter(({ capability }) => capability !== 'assign_tasks')
          .map((g) => JSON.stringify([g.capability, side(mask, r, g.by), ...Object.values(grantValue(g)).flat()])),
        accountName: stub('counterparty')?.name,
        accountHandle: stub('counterparty')?.handle,
        teams: r.grants.flatMap(({ capability, teams }) => (capability === 'assign_tasks' ? teams.map(uuidOf) : [])),
        offerings: r.offers.map(({ offeringId }) => uuidOf(offeringId)),
      });
    case 'person':
      return told({
        ...pick('kind', 'name', 'email', 'title', 'phone'),
        ...times('disabledAt'),
        homeId: mask.home === undefined ? null : uuidOf(r.homeId),
        managerId: uuid(stub('manager')?.id),
        organizationId: uuid(stub('organization')?.id),
        siteId: uuid(stub('site')?.id),
      });
    case 'organization':
      return told({ ...pick('name'), accountId: uuidOf(r.accountId), parentId: uuid(stub('parent')?.id) });
    case 'site':
      return told({ ...pick('name', 'address'), accountId: uuidOf(r.accountId) });
    case 'team':
      return told({
        ...pick('name'),
        own: mask.account !== undefined || null,
        coordinatorId: uuid(stub('coordinator')?.id),
        members: ((mask.members ?? []) as readonly { readonly id: Id }[]).map(({ id }) => uuidOf(id)),
      });
    case 'service':
      return told({ ...pick('name', 'description', 'confidential'), teamId: uuid(stub('team')?.id) });
    case 'offering':
      return told({ ...pick('name'), serviceId: uuid(stub('service')?.id) });
    case 'process':
      return told({
        ...pick('template', 'title', 'status', 'completionReason', 'reason', 'input', 'confidential'),
        ...times('startedAt', 'finishedAt'),
        subject: stub('subject')?.name,
        manager: stub('manager')?.name,
        steps: mask.plan === undefined ? null : stepsOf(w, r.id),
      });
    case 'task':
      return told({
        ...pick('category', 'status', 'title', 'instructions', 'reason', 'input', 'output', 'round'),
        ...times('due', 'activatedAt', 'waitingUntil', 'finishedAt'),
        owner: stub('account')?.name,
        processId: uuid(stub('process')?.id),
        processTitle: (mask.process as { readonly title: string } | undefined)?.title ?? mask.externalTitle,
        assignedAccount: stub('assignedAccount')?.name,
        team: stub('team')?.name,
        member: stub('member')?.name,
        forPerson: stub('forPerson')?.name,
        contact: mask.process === undefined ? contactOf(mask.forPerson) : null,
        votes: ((mask.votes ?? []) as readonly Id[]).map(uuidOf),
      });
    case 'approval':
      return told({ ...pick('status', 'reason'), ...times('decidedAt') });
    default:
      throw new Error(`Nobody has said how the product answers a ${r.type}.`);
  }
}

/** Of somebody from elsewhere; people of the own account have pages, which say it. */
const contactOf = (stub: unknown) => {
  const { email, phone } = (stub ?? {}) as { readonly email?: string; readonly phone?: string };
  return email === undefined ? null : { email, phone };
};

const stepsOf = (w: World, process: Id) =>
  w.task
    .filter((t) => t.processId === process && !(t.status === 'canceled' && t.activatedAt === null))
    .map((t) => uuidOf(t.id));

const empty = (value: unknown) =>
  value === undefined ||
  value === null ||
  value === '' ||
  (typeof value === 'object' && Object.keys(value).length === 0);

/** Without what is empty; lists in one order. */
export const told = (fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => !empty(value))
      .map(([field, value]) => [field, Array.isArray(value) ? [...value].sort() : value]),
  );
