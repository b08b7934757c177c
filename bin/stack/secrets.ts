import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const names = ['postgres', 'migrator', 'api', 'worker', 'queue', 'reconciler', 'secret', 'operator'] as const;
export type Secrets = { readonly [name in (typeof names)[number]]: string };

/** The passwords of this folder's servers, made at the first start and readable by their owner only. */
export function secretsOf(dataDir: string): Secrets {
  const file = join(dataDir, 'secrets.json');
  const known: Partial<Secrets> = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const missing = names.filter((name) => known[name] === undefined);
  if (missing.length === 0) return known as Secrets;
  const made = Object.fromEntries(missing.map((name) => [name, randomBytes(24).toString('base64url')]));
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(file, `${JSON.stringify({ ...known, ...made }, null, 2)}\n`, { mode: 0o600 });
  return { ...known, ...made } as Secrets;
}
