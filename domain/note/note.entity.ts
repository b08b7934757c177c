import { defineEntity, p } from '@mikro-orm/postgresql';

const NoteSchema = defineEntity({
  name: 'Note',
  properties: {
    id: p.uuid().primary(),
    /** The account in which it was written; an internal note is seen there only. */
    accountId: p.uuid(),
    authorId: p.uuid(),
    taskId: p.uuid().nullable(),
    processId: p.uuid().nullable(),
    kind: p.enum(['public', 'internal'] as const),
    text: p.string(),
    createdAt: p.datetime(),
  },
});
export class Note extends NoteSchema.class {}
NoteSchema.setClass(Note);
