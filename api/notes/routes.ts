import { type NotedRecord, notesOn, writeNote } from '../../domain/note/notes.ts';
import { paged, pageOf, placeOf, toPage } from '../page.ts';
import { anyRole, type May, observers, workers } from '../policy.ts';
import { type Route, route } from '../route.ts';
import { Id } from '../values.ts';
import { presentNote } from './present.ts';
import { NewNote, Note } from './schema.ts';

export const notes = [
  ...notesOf('task', '/v1/tasks', 'work', {
    read: { own: observers, trusted: observers, former: observers, self: anyRole, manager: anyRole },
    write: { own: workers, trusted: workers, self: anyRole, manager: anyRole },
  }),
  ...notesOf('process', '/v1/processes', 'start', {
    read: { own: observers, manager: anyRole },
    write: { own: workers, manager: anyRole },
  }),
];

function notesOf(
  kind: NotedRecord['kind'],
  path: string,
  scope: 'work' | 'start',
  may: { readonly read: May; readonly write: May },
): Route[] {
  return [
    route({
      method: 'GET',
      path: `${path}/:id/notes`,
      summary: `Notes on a ${kind}, the newest first`,
      policy: 'member',
      may: may.read,
      params: { id: Id },
      query: paged,
      response: pageOf(Note),
      handler: ({ params: { id }, query: { perPage, cursor }, read }) =>
        read(async (door) => {
          const found = await notesOn(door, { kind, id }, placeOf(cursor, [Id])?.[0], perPage + 1);
          return toPage(found, perPage, ({ note }) => [note.id], presentNote);
        }),
    }),
    route({
      method: 'POST',
      path: `${path}/:id/notes`,
      summary: `Write a note on a ${kind}`,
      policy: 'member',
      may: may.write,
      scope,
      params: { id: Id },
      body: NewNote,
      response: Note,
      status: 201,
      handler: ({ params: { id }, body, write }) =>
        write(async (door) => presentNote(await writeNote(door, { kind, id }, body))),
    }),
  ];
}
