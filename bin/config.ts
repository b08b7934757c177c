import { z } from 'zod';
import { providersOf } from './openid.ts';
import { Problem } from './problem.ts';

const postgres = z
  .string()
  .regex(/^postgres(ql)?:\/\/[^/]/, 'must look like postgres://user:password@host:5432/database');
const secret = z.string().min(32, 'must have at least 32 characters; "openssl rand -base64 32" makes one');
const port = z.coerce
  .number('must be a port number')
  .int()
  .min(1, 'must be 1 or more')
  .max(65_535, 'must be 65535 or less');

const count = (least: number) =>
  z.coerce.number('must be a number').int('must be a whole number').min(least, `must be ${least} or more`);

/** Every variable Accord reads. `docs/configuration.md` has a row for each; a test compares the two. */
export const variables = {
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  PORT: port.optional(),
  HOST: z.string().default('127.0.0.1'),
  ACCORD_URL: z.url({ protocol: /^https?$/, error: 'must be an http(s) address' }).optional(),
  ACCORD_DATA: z.string().min(1, 'must name a folder').optional(),
  ACCORD_SECRET: secret.optional(),
  ACCORD_CLOCK: z.enum(['fixed', 'movable']).default('fixed'),
  ACCORD_RATE: count(1).default(100),
  ACCORD_BURST: count(1).default(200),
  ACCORD_PROXIES: count(0).default(0),
  ACCORD_HOSTS: z
    .string()
    .regex(
      /^\s*[\w.-]+(:\d+)?(\s*,\s*[\w.-]+(:\d+)?)*\s*$/,
      'must be names separated by commas, such as accord.example.org,accord:3000',
    )
    .transform((names) => names.split(',').map((name) => name.trim()))
    .optional(),
  ACCORD_OPENID: providersOf.optional(),
  ACCORD_OPERATOR_PASSWORD: z.string().min(12, 'must have at least 12 characters').optional(),
  ACCORD_TEST_STACK: z.enum(['embedded', 'containers', 'external']).default('embedded'),
  DATABASE_URL: postgres.optional(),
  DATABASE_MIGRATOR_URL: postgres.optional(),
  DATABASE_API_URL: postgres.optional(),
  DATABASE_WORKER_URL: postgres.optional(),
  DATABASE_QUEUE_URL: postgres.optional(),
  DATABASE_RECONCILER_URL: postgres.optional(),
  TEMPORAL_ADDRESS: z
    .string()
    .regex(/^[^/\s]+:\d+$/, 'must look like host:7233')
    .optional(),
  TEMPORAL_NAMESPACE: z.string().min(1, 'must not be empty').default('default'),
  QUEUE_URL: z
    .string()
    .regex(/^(rediss?|postgres(ql)?):\/\//, 'must begin with redis://, rediss:// or postgres://')
    .optional(),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'must begin with smtp:// or smtps://')
    .optional(),
  MAIL_FROM: z.string().min(3, 'must be a mail address').default('Accord <accord@localhost>'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
} as const;

type Variables = typeof variables;
export type Variable = keyof Variables;
export type Config = { readonly [V in Variable]: z.output<Variables[V]> };

/**
 * Reads and checks the environment once. The variables named in `needed` are certain in the result.
 *
 * @throws {Problem} naming every variable that is missing or wrong, one a line
 */
export function readConfig<Needed extends Variable = never>(
  needed: readonly Needed[] = [],
  env: NodeJS.ProcessEnv = process.env,
): Config & { readonly [V in Needed]: NonNullable<Config[V]> } {
  const given = Object.fromEntries(Object.entries(env).filter(([name, value]) => name in variables && value !== ''));
  const read = z.object(variables).safeParse(given);
  const wrong = read.success ? [] : read.error.issues.map((issue) => wrongLine(String(issue.path[0]), issue, given));
  const missing = needed.filter((name) => !(name in given) && variables[name].safeParse(undefined).data === undefined);
  const lines = [...wrong, ...missing.map((name) => `  ${name} is needed and not set.`), ...contradictions(given)];
  if (!read.success || lines.length > 0) {
    throw new Problem(
      `The configuration is not usable (docs/configuration.md explains each variable):\n${lines.join('\n')}`,
    );
  }
  return read.data as Config & { readonly [V in Needed]: NonNullable<Config[V]> };
}

function wrongLine(name: string, issue: z.core.$ZodIssue, given: Record<string, string | undefined>): string {
  const secretive = /SECRET|PASSWORD|URL|OPENID/.test(name);
  const said = issue.code === 'invalid_value' ? `must be one of ${issue.values.join(', ')}` : issue.message;
  return `  ${name} ${said}${secretive ? '' : `; it is "${given[name]}"`}.`;
}

function contradictions(given: Record<string, string | undefined>): string[] {
  if (given.ACCORD_CLOCK === 'movable' && given.NODE_ENV === 'production') {
    return ['  ACCORD_CLOCK must be "fixed" in production: a movable clock is for demos, rehearsals and tests.'];
  }
  return [];
}
