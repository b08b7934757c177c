import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Where the pages for people lie once they are built. */
export const builtPages = join(root, 'dist/web');
const stamp = join(builtPages, '.built-from');

/** Builds the pages, unless those that are there were built of just these sources. */
export async function buildPages(): Promise<void> {
  const wanted = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  const { build } = await import('vite');
  // It says "production" to whoever runs in this process, and to what is started from it.
  const { NODE_ENV: before } = process.env;
  await build({ configFile: join(root, 'web/vite.config.ts'), logLevel: 'warn' });
  if (before === undefined) delete process.env.NODE_ENV;
  else process.env.NODE_ENV = before;
  for (const file of globSync('assets/*.{js,css,svg}', { cwd: builtPages })) compress(join(builtPages, file));
  writeFileSync(stamp, wanted);
}

/** Once here instead of with every answer. */
function compress(file: string): void {
  const content = readFileSync(file);
  if (content.length < 1_000) return;
  writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
  writeFileSync(`${file}.br`, brotliCompressSync(content));
}

function fingerprint(): string {
  const hash = createHash('sha256');
  for (const file of ['package-lock.json', ...globSync('web/**/*.{ts,tsx,css,html,svg,json}', { cwd: root }).sort()]) {
    hash.update(file).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
}
