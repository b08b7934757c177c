import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { type AppOptions, createApp } from '../../api/app.ts';
import { Wire } from '../../api/live/wire.ts';
import { operatorDoor } from '../../api/operator/door.ts';
import { routes } from '../../api/routes.ts';
import { serverOf } from '../../api/server.ts';
import { demoPassword, emailOf, people } from '../../bin/seed/cast.ts';
import { startBell } from '../../domain/bell.ts';
import { migrationsList } from '../../migrations/index.ts';
import { templates } from '../../templates/index.ts';
import type { Organisation } from './organisation.ts';

/** The API of an organisation on a port of its own, and its people as clients of it. */
export type Api = {
  readonly url: string;
  /** Somebody of the cast, signed in; acting in the account if one is named. */
  readonly as: (key: string, account?: string) => Promise<Client>;
  /** Nobody. */
  readonly anybody: Client;
  /** Whoever knows the operator's password. */
  readonly operator: Client;
  readonly close: () => Promise<void>;
};

export type Answer = {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape.
  readonly body: any;
};

export type Sent = {
  /** Sent as JSON, unless it is text already. */
  readonly body?: unknown;
  readonly headers?: { readonly [name: string]: string };
};

export class Client {
  constructor(url: string, headers: { readonly [name: string]: string } = {}) {
    this.url = url;
    this.headers = headers;
  }
  readonly url: string;
  readonly headers: { readonly [name: string]: string };

  get(path: string, sent?: Sent): Promise<Answer> {
    return this.send('GET', path, sent);
  }

  post(path: string, body?: unknown, headers?: Sent['headers']): Promise<Answer> {
    return this.send('POST', path, { ...(body === undefined ? {} : { body }), ...(headers ? { headers } : {}) });
  }

  async send(method: string, path: string, { body, headers = {} }: Sent = {}): Promise<Answer> {
    const response = await fetch(new URL(path, this.url), {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...this.headers,
        ...headers,
      },
      redirect: 'manual',
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const said = await response.text();
    const json = response.headers.get('content-type')?.includes('json') && said !== '';
    return { status: response.status, headers: response.headers, body: json ? JSON.parse(said) : said };
  }

  /** The same caller with other headers. */
  with(headers: { readonly [name: string]: string }): Client {
    return new Client(this.url, { ...this.headers, ...headers });
  }
}

export async function startApi(
  { store, database }: Pick<Organisation, 'store' | 'database'>,
  options: Partial<AppOptions> = {},
): Promise<Api> {
  const log = pino({ level: process.env.TEST_LOG ?? 'silent' });
  const baseUrl = 'http://127.0.0.1';
  const warn = (message: string, err: unknown) => log.warn({ err }, message);
  const bell = startBell(database.urls.api, warn);
  const wire = new Wire(store, bell, warn);
  const migrations = migrationsList.map(({ name }) => name);
  const unlimited = { perSecond: 100_000, burst: 100_000 };
  const app = createApp({
    store,
    templates,
    log,
    baseUrl,
    routes,
    wire,
    migrations,
    rateLimit: unlimited,
    operator: operatorDoor(operatorPassword),
    ...options,
  });
  const server = serverOf(app).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const anybody = new Client(url);
  const cookies = new Map<string, Promise<string>>();
  return {
    url,
    anybody,
    operator: anybody.with({
      authorization: `Basic ${Buffer.from(`operator:${operatorPassword}`).toString('base64')}`,
    }),
    as: async (key, account) => {
      const cookie = cookies.get(key) ?? signIn(anybody, key);
      cookies.set(key, cookie);
      return new Client(url, { cookie: await cookie, ...(account ? { 'x-account': account } : {}) });
    },
    close: async () => {
      wire.close();
      await bell.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const operatorPassword = 'of-the-tests-only';

async function signIn(anybody: Client, key: string): Promise<string> {
  const person = people.find((one) => one.key === key);
  if (!person) throw new Error(`Nobody of the cast is called ${key}.`);
  const { status, headers, body } = await anybody.post('/v1/session', {
    email: emailOf(person),
    password: demoPassword,
  });
  if (status !== 201) throw new Error(`${key} could not sign in: ${JSON.stringify(body)}`);
  return headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}
