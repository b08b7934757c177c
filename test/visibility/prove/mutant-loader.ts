import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Edit } from './edits.ts';
import { editedText, root } from './guard.ts';

const mark = '?mutant=';
const known: Edit[] = [];

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
