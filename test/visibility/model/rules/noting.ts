import { has } from '../context.ts';
import type { AnyRecord, Id, Process, Task } from '../records/index.ts';
import type { Eye, Input } from '../rule.ts';
import { all } from '../world.ts';

/** Ids of the notes on the record that this context reads; their number is that of nobody else's. */
export const notesOf = (eye: Eye, parent: Task | Process): readonly Id[] =>
  all(eye.w, 'note')
    .filter((n) => n.parentType === parent.type && n.parentId === parent.id && eye.fields(n as AnyRecord).size)
    .map((n) => n.id);

/** Silent: an internal note is written only by somebody who could read it. */
export const addNote = ({ ctx }: Eye, { kind, text }: Input): boolean =>
  Boolean(text) && (kind === 'public' || (kind === 'internal' && has(ctx, 'specialist', 'auditor', 'account_admin')));
