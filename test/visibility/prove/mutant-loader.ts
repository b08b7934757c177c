import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Edit } from './edits.ts';

const root = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));
const mark = '?mutant=';
const known: Edit[] = [];

/** The text with the guard taken out. @throws Error unless it stands there exactly once */
export function withoutGuard(text: string, { name, from, to }: Pick<Edit, 'name' | 'from' | 'to'>): string {
  const parts = text.split(from);
  if (parts.length !== 2) throw new Error(`${name}: "${from}" stands there ${parts.length - 1} times.`);
  return parts.join(to);
}

/** Checks an edit against the file as it is. */
export const editedText = (edit: Edit): string => withoutGuard(readFileSync(join(root, edit.file), 'utf8'), edit);

// Whatever a mutant's modules import of the project is a mutant's, too: the guard is gone for all of them.
registerHooks({
  resolve(specifier, context, next) {
    const found = next(specifier, context);
    const [, number] = context.parentURL?.split(mark) ?? [];
    const ours = found.url.startsWith(pathToFileURL(root).href) && !found.url.includes('/node_modules/');
    return number && ours && found.url.endsWith('.ts') ? { ...found, url: found.url + mark + number } : found;
  },
  load(url, context, next) {
    const [plain = url, number] = url.split(mark);
    if (number === undefined) return next(url, context);
    const edit = known[Number(number)]!;
    const path = fileURLToPath(plain);
    const source = path === join(root, edit.file) ? editedText(edit) : readFileSync(path, 'utf8');
    return { format: 'module-typescript', source, shortCircuit: true };
  },
});

/** A module of the project as it would be without the guard. */
export async function mutated<T>(path: string, edit: Edit): Promise<T> {
  known.push(edit);
  return (await import(`${pathToFileURL(join(root, path)).href}${mark}${known.length - 1}`)) as T;
}
