import type { Config } from '../config.ts';
import { Problem } from '../problem.ts';

/** The five roles that sign in, by what they are for. */
export type DatabaseUrls = {
  /** Owns the tables; used by migrations only. */
  readonly migrator: string;
  readonly api: string;
  readonly worker: string;
  /** Owns the schema `bullmq` of the job queue and nothing else. */
  readonly queue: string;
  /** Looks for what does not fit together, over all accounts. */
  readonly reconciler: string;
};

type Purpose = keyof DatabaseUrls;

const variables = {
  migrator: 'DATABASE_MIGRATOR_URL',
  api: 'DATABASE_API_URL',
  worker: 'DATABASE_WORKER_URL',
  queue: 'DATABASE_QUEUE_URL',
  reconciler: 'DATABASE_RECONCILER_URL',
} as const;
const purposes = Object.keys(variables) as Purpose[];

/** The addresses of the roles on the server of `ownerUrl`, for `database` (by default the one it names). */
export function roleUrls(
  ownerUrl: string,
  passwords: { readonly [p in Purpose]: string },
  database?: string,
): DatabaseUrls {
  const urlOf = (purpose: Purpose) => {
    const url = new URL(ownerUrl);
    url.username = `accord_${purpose}`;
    url.password = passwords[purpose];
    url.pathname = `/${database ?? productDatabase(ownerUrl)}`;
    return url.href;
  };
  return urlsBy(urlOf);
}

/**
 * The addresses the configuration gives, the others from `otherwise`.
 *
 * @throws {Problem} naming the variables that are neither here nor there
 */
export function givenUrls(config: Config, otherwise: Partial<DatabaseUrls> = {}): DatabaseUrls {
  const missing = purposes.filter((purpose) => (config[variables[purpose]] ?? otherwise[purpose]) === undefined);
  if (missing.length > 0) {
    const names = missing.map((purpose) => variables[purpose]).join(', ');
    throw new Problem(`The database address of each role is needed, and ${names} is not set (docs/configuration.md).`);
  }
  const urlOf = (purpose: Purpose) => (config[variables[purpose]] ?? otherwise[purpose]) as string;
  return urlsBy(urlOf);
}

function urlsBy(urlOf: (purpose: Purpose) => string): DatabaseUrls {
  return Object.fromEntries(purposes.map((purpose) => [purpose, urlOf(purpose)])) as DatabaseUrls;
}

export function someUrlGiven(config: Config): boolean {
  return purposes.some((purpose) => config[variables[purpose]] !== undefined);
}

/** The database of the product: the one the address names, unless that is the server's own. */
function productDatabase(ownerUrl: string): string {
  const named = new URL(ownerUrl).pathname.slice(1);
  return named === '' || named === 'postgres' ? 'accord' : named;
}
