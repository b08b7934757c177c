import { z } from 'zod';
import { Side } from '../tasks/schema.ts';
import { Id, Instant, text } from '../values.ts';

const Kind = z.enum(['public', 'internal']).meta({
  description: '`public`: for everybody who sees the record. `internal`: for the account it was written in.',
});

export const NewNote = z.object({ kind: Kind, text: text(20_000) });
export const Note = z
  .object({
    id: Id,
    kind: Kind,
    text: z.string(),
    author: z.object({ name: z.string(), account: Side }),
    createdAt: Instant,
  })
  .meta({ id: 'Note' });
