import { randomUUID } from 'node:crypto';
import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import { password } from './cast.ts';

/** Somebody signed in, who calls the API over one kept connection. */
export type Session = {
  readonly get: <Answer>(path: string, account?: string) => Promise<Answer>;
  /** A command under an `Idempotency-Key` of its own, as careful programs send it. */
  readonly post: <Answer>(path: string, body: object, account: string) => Promise<Answer>;
  readonly close: () => void;
};

/** @throws Error with the API's own words when it refuses */
export async function signIn(url: string, email: string): Promise<Session> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const { headers } = await call(agent, 'POST', `${url}/v1/session`, { email, password }, {});
  const cookie = (headers['set-cookie'] ?? []).map((set) => set.split(';')[0]).join('; ');
  const sent = (account?: string) => ({ cookie, ...(account ? { 'x-account': account } : {}) });
  return {
    get: async (path, account) => (await call(agent, 'GET', url + path, undefined, sent(account))).body as never,
    post: async (path, body, account) => {
      const own = { ...sent(account), 'idempotency-key': randomUUID() };
      return (await call(agent, 'POST', url + path, body, own)).body as never;
    },
    close: () => agent.destroy(),
  };
}

type Answered = { readonly body: unknown; readonly headers: IncomingHttpHeaders };

function call(agent: Agent, method: string, url: string, body: object | undefined, headers: object): Promise<Answered> {
  const sent = body && JSON.stringify(body);
  const given = sent ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(sent) } : {};
  return new Promise((resolve, reject) => {
    const asked = request(url, { agent, method, headers: { ...headers, ...given } }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        const status = answer.statusCode ?? 0;
        if (status >= 300) reject(new Error(`${method} ${new URL(url).pathname} answered ${status}: ${text}`));
        else resolve({ body: text === '' ? undefined : JSON.parse(text), headers: answer.headers });
      });
    });
    asked.on('error', reject);
    asked.end(sent);
  });
}
