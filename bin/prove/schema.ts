import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { migrate } from '../../migrations/migrate.ts';
import { readConfig } from '../config.ts';
import { Problem } from '../problem.ts';
import { demoPassword } from '../seed/cast.ts';
import { seed } from '../seed.ts';
import { dataFolder } from '../stack/folder.ts';
import { freePort } from '../stack/ports.ts';
import { program } from '../stack/programs.ts';
import { provision, type Stack } from '../stack/provision.ts';
import { supervise } from '../stack/supervise.ts';

// `npm run prove -- schema`: schemathesis, which reads the OpenAPI document and sends what it allows and what it does
// not, against a real API on an organisation of its own. It is written in Python and kept out of the product: it is
// installed, in the versions of requirements.txt, into the data folder.

export type SchemaOptions = {
  /** Requests an operation is sent in each of the phases. */
  readonly examples: number;
  readonly seed: number;
  readonly say: (line: string) => void;
};

/**
 * @returns whether no answer was a 5xx, and each had a status, a type and a form that the document declares
 * @throws Problem saying what is missing where there is no Python
 */
export async function proveSchema({ examples, seed: from, say }: SchemaOptions): Promise<boolean> {
  const schemathesis = install(say);
  const stack = await provision({ config: readConfig([], {}), say });
  try {
    await migrate(stack.databaseUrls.migrator, stack.secrets.secret);
    await seed(stack.databaseUrls, () => {});
    const url = `http://127.0.0.1:${await freePort()}`;
    const api = await supervise(program('API', 'api.ts', stack.dataDir, environment(stack, url)), say);
    try {
      say(`The API answers at ${url}; now by schemathesis`);
      const code = await run(
        schemathesis,
        [...(await documentOf(url, stack.dataDir)), ...argumentsFor(await tokenFor(url), examples, from)],
        stack.dataDir,
      );
      const log = readFileSync(join(stack.dataDir, 'logs', 'api.log'), 'utf8');
      const broken = log.split('\n').filter((line) => /"level":(50|60)/.test(line));
      for (const line of broken.slice(0, 20)) say(line);
      return code === 0 && broken.length === 0;
    } finally {
      await api.stop();
    }
  } finally {
    await stack.stop();
  }
}

/**
 * The document without its ways to sign in: for each of them schemathesis would make up tokens and cookies, send those
 * in place of ours, and reach nothing behind the door.
 */
async function documentOf(url: string, folder: string): Promise<readonly string[]> {
  const response = await fetch(`${url}/openapi.json`);
  const document = (await response.json()) as {
    paths: { [path: string]: { [method: string]: { security?: unknown } } };
    components: { securitySchemes?: unknown };
  };
  delete document.components.securitySchemes;
  for (const methods of Object.values(document.paths)) {
    for (const operation of Object.values(methods)) delete operation.security;
  }
  const file = join(folder, 'openapi.json');
  writeFileSync(file, JSON.stringify(document));
  return ['run', file, '--url', url];
}

function argumentsFor(token: string, examples: number, from: number): readonly string[] {
  return [
    ...['--header', `Authorization: Bearer ${token}`, '--seed', String(from)],
    ...['--max-examples', String(examples), '--workers', '1', '--continue-on-failure', '--no-color'],
    ...['--checks', checks.join(','), '--request-timeout', '15', '--phases', 'examples,coverage,fuzzing'],
    ...['--exclude-path-regex', `^(${leftOut.join('|')})$`],
  ];
}

/** Said once: of several such options the last one counts. */
const leftOut = [
  // Never ends by itself.
  '/v1/live',
  // What it answers depends on providers that are not there.
  '/v1/session/oidc.*',
  // Ids are learned from answers: by these, who asks would lock himself out.
  '/v1/tokens/.*/revocation',
  '/v1/people/.*/(disablement|stay|roles/.*)',
];

const checks = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_headers_conformance',
  'response_schema_conformance',
  'unsupported_method',
];

/** The program, installed once for each list of versions. */
function install(say: (line: string) => void): string {
  const folder = join(dataFolder(process.env.ACCORD_DATA), 'schemathesis');
  const wanted = readFileSync(requirements, 'utf8');
  const stamp = join(folder, 'installed.txt');
  const programs = join(folder, process.platform === 'win32' ? 'Scripts' : 'bin');
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
    const python = pythonHere();
    say(`Installing schemathesis into ${folder} (once) …`);
    must(
      python,
      ['-m', 'venv', '--clear', folder],
      'A Python environment could not be made: install the package python3-venv.',
    );
    must(
      join(programs, 'python'),
      ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--requirement', requirements],
      'schemathesis could not be installed: the lines above say why. It needs a Python package index that answers.',
    );
    writeFileSync(stamp, wanted);
  }
  return join(programs, 'schemathesis');
}

/** @throws Problem when there is none, or it is too old */
function pythonHere(): string {
  for (const name of ['python3', 'python']) {
    const { stdout } = spawnSync(name, ['-c', 'import sys; print(sys.version_info[:2] >= (3, 10))'], {
      encoding: 'utf8',
    });
    if (stdout?.trim() === 'True') return name;
  }
  throw new Problem(
    'schemathesis needs Python 3.10 or later, which is not here: install it and run this again. ' +
      'Without it, "npm test -- test/api/document" sends to every route what its schema allows and what it does not.',
  );
}

function must(command: string, args: readonly string[], failed: string): void {
  const { status } = spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) throw new Problem(failed);
}

/** Notes of its own, which it leaves where it runs, go with the stack. */
async function run(command: string, args: readonly string[], cwd: string): Promise<number> {
  const child = spawn(command, args, { cwd, stdio: ['ignore', 'inherit', 'inherit'] });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

/** A token of an administrator who also does his account's work, for all there is. */
async function tokenFor(url: string): Promise<string> {
  const send = async (path: string, body: object, headers: object = {}) => {
    const response = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-account': 'fernhill-hr', ...headers },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path} was answered by ${response.status}: ${await response.text()}`);
    return response;
  };
  const session = await send('/v1/session', { email: 'hugo@fernhill.example', password: demoPassword });
  const cookie = session.headers.getSetCookie().map((one) => one.split(';')[0]);
  const scopes = ['read', 'work', 'start', 'admin'];
  const made = await send('/v1/tokens', { name: 'schemathesis', scopes }, { cookie: cookie.join('; ') });
  return ((await made.json()) as { token: string }).token;
}

function environment(stack: Stack, url: string): NodeJS.ProcessEnv {
  const rest = Object.entries(process.env).filter(([name]) => !/^(DATABASE|ACCORD|TEMPORAL)_/.test(name));
  return {
    ...Object.fromEntries(rest),
    PORT: new URL(url).port,
    ACCORD_URL: url,
    ACCORD_SECRET: stack.secrets.secret,
    ACCORD_RATE: '100000',
    ACCORD_BURST: '100000',
    DATABASE_API_URL: stack.databaseUrls.api,
  };
}

const requirements = join(dirname(fileURLToPath(import.meta.url)), 'requirements.txt');
