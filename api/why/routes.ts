import { z } from 'zod';
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
import { type Route, route } from '../route.ts';
import { Id } from '../values.ts';
import { presentAudience, presentReason } from './present.ts';
import { Audience, Why } from './schema.ts';

/** Whatever can be read by its address can be asked why. */
const asked: readonly [plural: string, noun: string, groundsOf: (door: Door, id: string) => Promise<Grounds>][] = [
  ['accounts', 'an account', groundsOfAccount],
  ['people', 'a person', groundsOfPerson],
  ['organizations', 'an organization', groundsOfOrganization],
  ['sites', 'a site', groundsOfSite],
  ['teams', 'a team', groundsOfTeam],
  ['trusts', 'a trust', groundsOfTrust],
  ['services', 'a service', groundsOfService],
  ['offerings', 'an offering', groundsOfOffering],
  ['offered-services', 'a service that is offered to your account', groundsOfOfferedService],
  ['processes', 'a process', groundsOfProcess],
  ['tasks', 'a task', groundsOfTask],
  ['approvals', 'an approval', groundsOfApproval],
];

/** What is shared beside a task of another account. */
const beside: typeof asked = [
  ['plan', 'the plan of the process of a task', groundsOfPlan],
  ['process-notes', 'the notes on the process of a task', groundsOfProcessNotes],
];

const description = 'Answered exactly where the record itself is.';

export const why: readonly Route[] = [
  ...asked.map(([plural, noun, groundsOf]) => reasons(`/v1/${plural}/:id/why`, noun, groundsOf)),
  ...beside.map(([plural, noun, groundsOf]) => reasons(`/v1/tasks/:id/${plural}/why`, noun, groundsOf)),
  route({
    method: 'GET',
    path: '/v1/templates/:name/why',
    summary: 'Why you see a template',
    description,
    policy: 'member',
    params: { name: z.string().min(1).max(100) },
    response: Why,
    handler: ({ params: { name }, parts, read }) =>
      read(async (door) => {
        if (!parts.templates.has(name)) throw new NotFound('template');
        return told(door, await groundsOfTemplate(door, name));
      }),
  }),
  audience('tasks', 'a task', audienceOfTask),
  audience('processes', 'a process', audienceOfProcess),
];

function reasons(path: string, noun: string, groundsOf: (door: Door, id: string) => Promise<Grounds>): Route {
  return route({
    method: 'GET',
    path,
    summary: `Why you see ${noun}`,
    description,
    policy: 'member',
    params: { id: Id },
    response: Why,
    handler: ({ params, read }) => read(async (door) => told(door, await groundsOf(door, params.id))),
  });
}

function audience(plural: string, noun: string, audienceOf: (door: Door, id: string) => Promise<SeenBy>): Route {
  return route({
    method: 'GET',
    path: `/v1/${plural}/:id/audience`,
    summary: `Who else sees ${noun}, and why`,
    description:
      'For administrators and auditors: the people of the account you act in, and the other accounts that see it, each as ' +
      'one whole.',
    policy: 'member',
    params: { id: Id },
    response: Audience,
    handler: ({ params, read }) => read(async (door) => presentAudience(await audienceOf(door, params.id))),
  });
}

async function told(door: Door, grounds: Grounds): Promise<z.input<typeof Why>> {
  return { reasons: (await whyOf(door, grounds)).map(presentReason) };
}
