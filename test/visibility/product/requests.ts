import { capabilities } from '../../../domain/trust/capabilities.ts';
import type { AnyRecord, Id } from '../model/records/index.ts';
import type { Input } from '../model/rule.ts';
import type { Attempt } from '../model/step.ts';
import { find, findAny, type World } from '../model/world.ts';
import type { At } from './expected-fields.ts';
import { uuidOf } from './ids.ts';
import { collections } from './reading.ts';
import { grantValue } from './rows-trusts.ts';

export type Sent = { readonly method: string; readonly path: string; readonly body?: unknown };

/** The request that tries the same as the attempt; undefined where the product has none. */
export function requestOf(w: World, { action, record: named, input = {} }: Attempt, at: At): Sent | undefined {
  if (!named) return creation(action, input);
  const record = findAny(w, named.id);
  const collection = { ...collections, role: 'people' }[named.type as 'task'];
  if (!record || !collection) return undefined;
  const path = `/v1/${collection}/${id(record.id)}`;
  const sent = requests[`${record.type} ${action}`]?.({ w, record, input, path, at });
  return sent && { ...sent, path: sent.path ?? path };
}

type Case = {
  readonly w: World;
  // biome-ignore lint/suspicious/noExplicitAny: each entry below knows its own type of record.
  readonly record: any;
  readonly input: Input;
  readonly path: string;
  readonly at: At;
};
type Request = (one: Case) => { readonly method: string; readonly path?: string; readonly body?: unknown } | undefined;

/** An id that is nobody's in the model is nobody's in the product. */
const id = (one: Id): string => (one.endsWith('-0') ? '018f0000-0000-7000-8000-000000000000' : uuidOf(one));

const post =
  (noun: string, body?: (one: Case) => unknown): Request =>
  (one) => ({ method: 'POST', path: `${one.path}/${noun}`, ...(body ? { body: body(one) } : {}) });
const because = ({ input }: Case) => (input.reason === undefined ? {} : { reason: input.reason });
const note = post('notes', ({ input: { kind, text } }) => ({ kind, text }));

const requests: { readonly [of: string]: Request } = {
  'task accept': post('acceptance'),
  'task start': post('start'),
  'task wait': post('wait', ({ input: { forCustomer, reason, until }, at }) => ({
    for: forCustomer ? 'customer' : 'other',
    ...(reason === undefined ? {} : { reason }),
    ...(until ? { until: at(until) } : {}),
  })),
  'task complete': post('completion', ({ input: { fields = {} } }) => ({ output: fields })),
  'task fail': post('failure', because),
  'task reject': post('rejection', because),
  'task reassign': post('assignment', ({ input: { team, member } }) => ({
    team: id(team ?? 'team-0'),
    ...(member ? { member: id(member) } : {}),
  })),
  'task cancel': post('cancellation', because),
  'task retry': post('retry'),
  'task note': note,
  'process cancel': post('cancellation', because),
  'process note': note,
  'approval approve': post('approval', because),
  'approval reject': post('rejection', because),
  'trust accept': post('acceptance'),
  'trust reject': post('rejection'),
  'trust cancel': post('cancellation'),
  'trust revoke': post('revocation'),
  'trust suspend': post('suspension'),
  'trust resume': ({ path }) => ({ method: 'DELETE', path: `${path}/suspension` }),
  'trust grant': ({ path, input }) => grant(path, input),
  'trust withdraw': ({ path, input: { capability } }) =>
    capability === 'assign_tasks'
      ? { method: 'PUT', path: `${path}/teams`, body: { teams: [] } }
      : { method: 'DELETE', path: `${path}/grants/${capability}` },
  'person disable': post('disablement'),
  'person grant_role': ({ input: { role, trust }, path }) =>
    trust ? undefined : { method: 'PUT', path: `${path}/roles/${role}` },
  'role withdraw_role': ({ record, w }) => ({
    method: 'DELETE',
    path: `/v1/people/${id(find(w, 'person', record.personId)!.id)}/roles/${record.name}`,
  }),
  'team add_member': ({ input: { person = 'person-0' }, path }) => ({
    method: 'PUT',
    path: `${path}/members/${id(person)}`,
  }),
  'team remove_member': ({ input: { person = 'person-0' }, path }) => ({
    method: 'DELETE',
    path: `${path}/members/${id(person)}`,
  }),
  'token revoke_token': post('revocation'),
  ...Object.fromEntries(
    ['account', 'person', 'organization', 'site', 'team', 'service'].map((type): [string, Request] => [
      `${type} update`,
      ({ input: { fields = {} } }) => ({ method: 'PATCH', body: fields }),
    ]),
  ),
};

function grant(path: string, input: Input) {
  const { capability, teams = [], level = '', roles = [] } = input;
  if (capability === 'assign_tasks') return { method: 'PUT', path: `${path}/teams`, body: { teams: teams.map(id) } };
  if (capability === undefined || !(capability in capabilities) || level === 'none') return undefined;
  return { method: 'PUT', path: `${path}/grants/${capability}`, body: grantValue({ capability, level, roles }) };
}

function creation(action: string, { handle, as, text, scopes = [] }: Input): Sent | undefined {
  if (action === 'invite') return { method: 'POST', path: '/v1/trusts', body: { handle, as, message: text } };
  return action === 'create_token' ? { method: 'POST', path: '/v1/tokens', body: { name: text, scopes } } : undefined;
}

/** The record an attempt is on, in a world. */
export const recordOf = (w: World, { record }: Attempt): AnyRecord | undefined =>
  record && find(w, record.type, record.id);
