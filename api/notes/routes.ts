import { type NotedRecord, notesOn, writeNote } from '../../domain/note/notes.ts';
import { paged, pageOf, placeOf, toPage } from '../page.ts';
import { type Route, route } from '../route.ts';
import { Id } from '../values.ts';
import { presentNote } from './present.ts';
import { NewNote, Note } from './schema.ts';

export const notes = [...notesOf('task', '/v1/tasks', 'work'), ...notesOf('process', '/v1/processes', 'start')];

function notesOf(kind: NotedRecord['kind'], path: string, scope: 'work' | 'start'): Route[] {
  return [
    route({
      method: 'GET',
      path: `${path}/:id/notes`,
      summary: `Notes on a ${kind}, the newest first`,
      policy: 'member',
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
