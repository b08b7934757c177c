import { prefer, preferencesOf } from '../../domain/access/preferences.ts';
import { route } from '../route.ts';
import { Preferences } from './schema.ts';

const inPerson = 'Preferences are those of a person at his browser: sign in.';

export const preferences = [
  route({
    method: 'GET',
    path: '/v1/preferences',
    summary: 'How you have everything shown',
    description: 'In every browser and account. Nobody else reads it.',
    policy: 'signed-in',
    inPerson,
    response: Preferences,
    handler: ({ caller, parts }) => preferencesOf(parts.store, caller.personId),
  }),
  route({
    method: 'PUT',
    path: '/v1/preferences',
    summary: 'Say how you want everything shown',
    policy: 'signed-in',
    scope: 'work',
    inPerson,
    body: Preferences,
    response: Preferences,
    handler: ({ body, caller, parts }) => prefer(parts.store, caller.personId, body),
  }),
];
