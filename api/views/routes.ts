import { z } from 'zod';
import type { SavedView } from '../../domain/access/own.entity.ts';
import { removeView, saveView, viewsOf } from '../../domain/access/views.ts';
import { route } from '../route.ts';
import { NewView, View, ViewName } from './schema.ts';

const inPerson = 'Saved views are those of a person at his browser: sign in.';

export const views = [
  route({
    method: 'GET',
    path: '/v1/views',
    summary: 'Your saved views',
    description: 'By name. They are yours in every browser and account, and nobody else reads them.',
    policy: 'signed-in',
    inPerson,
    response: z.object({ items: z.array(View) }),
    handler: async ({ caller, parts }) => ({ items: (await viewsOf(parts.store, caller.personId)).map(present) }),
  }),
  route({
    method: 'PUT',
    path: '/v1/views/:name',
    summary: 'Save a view',
    description: 'In place of what you had under that name. At most 50.',
    policy: 'signed-in',
    scope: 'work',
    inPerson,
    params: { name: ViewName },
    body: NewView,
    response: View,
    handler: async ({ params, body, caller, parts }) =>
      present(await saveView(parts.store, caller.personId, { ...params, ...body })),
  }),
  route({
    method: 'DELETE',
    path: '/v1/views/:name',
    summary: 'Remove a saved view',
    policy: 'signed-in',
    scope: 'work',
    inPerson,
    params: { name: ViewName },
    handler: ({ params, caller, parts }) => removeView(parts.store, caller.personId, params.name),
  }),
];

const present = ({ name, page, query, savedAt }: SavedView): z.input<typeof View> => ({
  name,
  page,
  query,
  savedAt: savedAt.toISOString(),
});
