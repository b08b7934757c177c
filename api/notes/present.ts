import type { z } from 'zod';
import type { SeenNote } from '../../domain/note/notes.ts';
import type { Note } from './schema.ts';

export function presentNote({ note, author }: SeenNote): z.infer<typeof Note> {
  return { id: note.id, kind: note.kind, text: note.text, author, createdAt: note.createdAt.toISOString() };
}
