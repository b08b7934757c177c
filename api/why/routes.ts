import { z } from 'zod';
import type { RoleName } from '../../domain/person/team.entity.ts';
import { NotFound } from '../../domain/problem.ts';
import type { Door } from '../../domain/store.ts';
import {
  groundsOfAccount,
  groundsOfOrganization,
  groundsOfPerson,
  groundsOfSite,
  groundsOfTeam,
} from '../../domain/why/account.ts';
import { audienceOfProcess, audienceOfTask, type Audience as SeenBy } from '../../domain/why/audience.ts';
import { groundsOfPlan, groundsOfProcessNotes } from '../../domain/why/beside.ts';
import type { Grounds } from '../../domain/why/ground.ts';
import {
  groundsOfOfferedService,
  groundsOfOffering,
  groundsOfService,
  groundsOfTemplate,
  groundsOfTrust,
} from '../../domain/why/offer.ts';
import { whyOf } from '../../domain/why/why.ts';
import { groundsOfApproval, groundsOfProcess, groundsOfTask } from '../../domain/why/work.ts';
import { anyRole, type May, observers } from '../policy.ts';
import { type Route, route } from '../route.ts';
import { Id } from '../values.ts';
import { presentAudience, presentReason } from './present.ts';
import { Audience, Why } from './schema.ts';

/** Whatever can be read by its address can be asked why. */
const asked: readonly [
  plural: string,
  noun: string,
  groundsOf: (door: Door, id: string) => Promise<Grounds>,
  may: May,
][] = [
  [
    'accounts',
    'an account',
    groundsOfAccount,
    { own: anyRole, directory: anyRole, trusting: observers, trusted: observers },
  ],
  [
    'people',
    'a person',
    groundsOfPerson,
    { own: [...observers, 'directory_admin'], directory: observers, self: anyRole },
  ],
  ['organizations', 'an organization', groundsOfOrganization, { own: anyRole, directory: anyRole }],
  ['sites', 'a site', groundsOfSite, { own: anyRole, directory: anyRole }],
  ['teams', 'a team', groundsOfTeam, { own: anyRole, trusting: anyRole }],
  [
    'trusts',
    'a trust',
    groundsOfTrust,
    { trusting: ['account_admin', 'auditor'], trusted: ['account_admin', 'auditor'] },
  ],
  ['services', 'a service', groundsOfService, { own: [...observers, 'designer'] }],
  ['offerings', 'an offering', groundsOfOffering, { own: [...observers, 'designer'] }],
  [
    'offered-services',
    'a service that is offered to your account',
    groundsOfOfferedService,
    { trusting: [...observers, 'designer'] },
  ],
  ['processes', 'a process', groundsOfProcess, { own: observers, manager: anyRole }],
  [
    'tasks',
    'a task',
    groundsOfTask,
    { own: observers, trusted: observers, former: observers, self: anyRole, manager: anyRole },
  ],
  ['approvals', 'an approval', groundsOfApproval, { self: anyRole }],
];

const auditing: readonly RoleName[] = ['account_admin', 'auditor'];
const description = 'Answered exactly where the record itself is.';

export const why: readonly Route[] = [
  ...asked.map(([plural, noun, groundsOf, may]) => reasons(`/v1/${plural}/:id/why`, noun, groundsOf, may)),
  reasons('/v1/tasks/:id/plan/why', 'the plan of the process of a task', groundsOfPlan, { trusted: observers }),
  reasons('/v1/tasks/:id/process-notes/why', 'the notes on the process of a task', groundsOfProcessNotes, {
    trusted: observers,
  }),
  route({
    method: 'GET',
    path: '/v1/templates/:name/why',
    summary: 'Why you see a template',
    description,
    policy: 'member',
    may: { own: [...observers, 'designer'] },
    params: { name: z.string().min(1).max(100) },
    response: Why,
    handler: ({ params: { name }, parts, read }) =>
      read(async (door) => {
        if (!parts.templates.has(name)) throw new NotFound('template');
        return told(door, await groundsOfTemplate(door, name));
      }),
  }),
  audience('tasks', 'a task', audienceOfTask, { own: auditing, trusted: auditing, former: auditing }),
  audience('processes', 'a process', audienceOfProcess, { own: auditing }),
];

function reasons(path: string, noun: string, groundsOf: (door: Door, id: string) => Promise<Grounds>, may: May): Route {
  return route({
    method: 'GET',
    path,
    summary: `Why you see ${noun}`,
    description,
    policy: 'member',
    may,
    params: { id: Id },
    response: Why,
    handler: ({ params, read }) => read(async (door) => told(door, await groundsOf(door, params.id))),
  });
}

function audience(
  plural: string,
  noun: string,
  audienceOf: (door: Door, id: string) => Promise<SeenBy>,
  may: May,
): Route {
  return route({
    method: 'GET',
    path: `/v1/${plural}/:id/audience`,
    summary: `Who else sees ${noun}, and why`,
    description:
      'For administrators and auditors: the people of the account you act in, and the other accounts that see it, each as ' +
      'one whole.',
    policy: 'member',
    may,
    params: { id: Id },
    response: Audience,
    handler: ({ params, read }) => read(async (door) => presentAudience(await audienceOf(door, params.id))),
  });
}

async function told(door: Door, grounds: Grounds): Promise<z.input<typeof Why>> {
  return { reasons: (await whyOf(door, grounds)).map(presentReason) };
}
