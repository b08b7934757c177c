import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Edit } from './edits.ts';

export const root = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));

/** The text with the guard taken out. @throws Error unless it stands there exactly once */
export function withoutGuard(text: string, { name, from, to }: Pick<Edit, 'name' | 'from' | 'to'>): string {
  const parts = text.split(from);
  if (parts.length !== 2) throw new Error(`${name}: "${from}" stands there ${parts.length - 1} times.`);
  return parts.join(to);
}

/** Checks an edit against the file as it is. */
export const editedText = (edit: Edit): string => withoutGuard(readFileSync(join(root, edit.file), 'utf8'), edit);
