import { z } from 'zod';
import { createPerson, disablePerson, enablePerson, updatePerson } from '../../domain/person/maintain.ts';
import { seePerson } from '../../domain/person/met.ts';
import type { Person as PersonRecord } from '../../domain/person/person.entity.ts';
import { peopleSeen } from '../../domain/person/seen.ts';
import type { Door } from '../../domain/store.ts';
import { paged, pageOf, placeOf, toPage } from '../page.ts';
import { anyRole, observers } from '../policy.ts';
import { route } from '../route.ts';
import { Id, searched, yesOrNo } from '../values.ts';
import { identities } from './identities.ts';
import { presentPerson, presentSeen } from './present.ts';
import { roles } from './roles.ts';
import { NewPerson, Person, PersonChange, SeenPerson } from './schema.ts';
import { stays } from './stay.ts';

export const people = [
  route({
    method: 'GET',
    path: '/v1/people',
    summary: 'People of the account you act in and of its directory',
    description: 'By name. Who does no work of the account finds himself only.',
    policy: 'member',
    may: { own: anyRole },
    query: {
      ...paged,
      search: searched.meta({ description: 'Part of a name, or the beginning of a mail address.' }),
      team: Id.optional(),
      organization: Id.optional(),
      site: Id.optional(),
      manager: Id.optional(),
      disabled: yesOrNo.optional().meta({ description: 'Also those who are disabled.' }),
    },
    response: pageOf(Person),
    handler: ({ query: { perPage, cursor, ...filter }, read }) => {
      const [name, id] = placeOf(cursor, [z.string(), Id]) ?? [];
      const after = name !== undefined && id !== undefined ? { name, id } : undefined;
      return read(async (door) =>
        toPage(
          await peopleSeen(door, filter, after, perPage + 1),
          perPage,
          (person) => [person.name, person.id],
          presentPerson,
        ),
      );
    },
  }),
  route({
    method: 'POST',
    path: '/v1/people',
    summary: 'Take somebody in',
    description: 'By an account administrator, or a directory administrator acting in the directory.',
    policy: 'member',
    may: { own: ['account_admin', 'directory_admin'] },
    scope: 'admin',
    body: NewPerson,
    response: Person,
    status: 201,
    location: ({ id }) => `/v1/people/${id}`,
    handler: ({ body, write }) => write((door) => presented(door, createPerson(door, body))),
  }),
  route({
    method: 'GET',
    path: '/v1/people/:id',
    summary: 'One person',
    description:
      'Somebody of another account whom you meet in a record appears by name, and with how to reach him where that is shared.',
    policy: 'member',
    may: { own: [...observers, 'directory_admin'], directory: observers, self: anyRole },
    params: { id: Id },
    response: SeenPerson,
    handler: ({ params, read }) => read(async (door) => presentSeen(await seePerson(door, params.id))),
  }),
  route({
    method: 'PATCH',
    path: '/v1/people/:id',
    summary: 'Change a person',
    description: 'One’s own name, title and phone; everything by an administrator of the person’s home.',
    policy: 'member',
    may: { own: ['account_admin', 'directory_admin'], self: anyRole },
    scope: 'admin',
    params: { id: Id },
    body: PersonChange,
    response: Person,
    versioned: true,
    handler: ({ params, body, version, write }) =>
      write((door) => presented(door, updatePerson(door, params.id, body, version))),
  }),
  route({
    method: 'POST',
    path: '/v1/people/:id/disablement',
    summary: 'Disable a person',
    description: 'Sessions and tokens open nothing from now on. What the person did stays on record.',
    policy: 'member',
    may: { own: ['account_admin', 'directory_admin'] },
    scope: 'admin',
    params: { id: Id },
    response: Person,
    versioned: true,
    handler: ({ params, version, write }) => write((door) => presented(door, disablePerson(door, params.id, version))),
  }),
  route({
    method: 'DELETE',
    path: '/v1/people/:id/disablement',
    summary: 'Enable a person again',
    policy: 'member',
    may: { own: ['account_admin', 'directory_admin'] },
    scope: 'admin',
    params: { id: Id },
    response: Person,
    versioned: true,
    handler: ({ params, version, write }) => write((door) => presented(door, enablePerson(door, params.id, version))),
  }),
  ...roles,
  ...stays,
  ...identities,
];

async function presented(door: Door, changed: Promise<PersonRecord>) {
  const person = await changed;
  await door.em.flush();
  return presentPerson(person);
}
