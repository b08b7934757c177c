import { z } from 'zod';
import { addMember, createTeam, removeMember, teamOf, teamsSeen, updateTeam } from '../../domain/person/teams.ts';
import { paged, pageOf, placeOf, toPage } from '../page.ts';
import { administrators, anyRole } from '../policy.ts';
import { route } from '../route.ts';
import { Id } from '../values.ts';
import { presentTeam } from './present.ts';
import { NewTeam, Team, TeamChange } from './schema.ts';

const member = { id: Id, person: Id };

export const teams = [
  route({
    method: 'GET',
    path: '/v1/teams',
    summary: 'Teams of the account you act in',
    description: 'By name; their members for who does its work.',
    policy: 'member',
    may: { own: anyRole },
    query: { ...paged },
    response: pageOf(Team),
    handler: ({ query: { perPage, cursor }, read }) => {
      const [name] = placeOf(cursor, [z.string()]) ?? [];
      const after = name === undefined ? undefined : { name };
      return read(async (door) =>
        toPage(await teamsSeen(door, after, perPage + 1), perPage, ({ team }) => [team.name], presentTeam),
      );
    },
  }),
  route({
    method: 'POST',
    path: '/v1/teams',
    summary: 'Make a team',
    policy: 'member',
    may: { own: administrators },
    scope: 'admin',
    body: NewTeam,
    response: Team,
    status: 201,
    location: ({ id }) => `/v1/teams/${id}`,
    handler: ({ body, write }) => write(async (door) => presentTeam(await createTeam(door, body.name))),
  }),
  route({
    method: 'GET',
    path: '/v1/teams/:id',
    summary: 'One team',
    description: 'Of the account you act in, or one that a trust lets it assign tasks to.',
    policy: 'member',
    may: { own: anyRole, trusting: anyRole },
    params: { id: Id },
    response: Team,
    handler: ({ params, read }) => read(async (door) => presentTeam(await teamOf(door, params.id))),
  }),
  route({
    method: 'PATCH',
    path: '/v1/teams/:id',
    summary: 'Rename a team, or choose its coordinator',
    description: 'The coordinator is one of its members.',
    policy: 'member',
    may: { own: administrators },
    scope: 'admin',
    params: { id: Id },
    body: TeamChange,
    response: Team,
    handler: ({ params, body, write }) => write(async (door) => presentTeam(await updateTeam(door, params.id, body))),
  }),
  route({
    method: 'PUT',
    path: '/v1/teams/:id/members/:person',
    summary: 'Add a member',
    description: 'Somebody who does the account’s work.',
    policy: 'member',
    may: { own: administrators },
    scope: 'admin',
    params: member,
    response: Team,
    handler: ({ params, write }) => write(async (door) => presentTeam(await addMember(door, params.id, params.person))),
  }),
  route({
    method: 'DELETE',
    path: '/v1/teams/:id/members/:person',
    summary: 'Remove a member',
    policy: 'member',
    may: { own: administrators },
    scope: 'admin',
    params: member,
    response: Team,
    handler: ({ params, write }) =>
      write(async (door) => presentTeam(await removeMember(door, params.id, params.person))),
  }),
];
