import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair } from 'jose';
import Provider from 'oidc-provider';
import { keeping } from './openid-adapter.ts';

/** A real OpenID provider on a port of its own. Whoever comes is signed in as `person` without being asked. */
export type OpenId = {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Who sits at the browser: his claims; null: he refuses. */
  person: Person | null;
  /** Changes the JSON that comes from an address such as `/token`, on its way. */
  readonly tamper: Map<string, (body: Json) => Json | Promise<Json>>;
  /** While it is away, everything is answered so. */
  away: number | undefined;
  /** The key it signs with. */
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
  readonly close: () => Promise<void>;
};
type Json = { readonly [name: string]: unknown };
export type Person = { readonly sub: string; readonly email?: unknown; readonly email_verified?: unknown };

/** @param inToken whether the address stands in the ID token, and not only at the UserInfo endpoint */
export async function startOpenId(
  callbacks: readonly string[],
  { inToken = true, method = 'client_secret_basic' } = {},
): Promise<OpenId> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  const jwk = { ...(await exportJWK(privateKey)), kid: 'ours', alg: 'RS256', use: 'sig' };
  const front = createServer();
  const issuer = `http://127.0.0.1:${await listening(front)}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'accord',
        client_secret: 'a secret: with + and %',
        redirect_uris: [...callbacks],
        token_endpoint_auth_method: method as 'client_secret_basic',
      },
    ],
    clientAuthMethods: [method as 'client_secret_basic'],
    adapter: keeping(),
    ttl: { AccessToken: 600, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
    jwks: { keys: [jwk] },
    cookies: { keys: ['for tests'] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    conformIdTokenClaims: !inToken,
    pkce: { required: () => true },
    expiresWithSession: () => false,
    enabledJWA: { idTokenSigningAlgValues: ['RS256', 'HS256', 'ES256', 'PS256'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    findAccount: (_, sub) => ({ accountId: sub, claims: async () => ({ ...known.get(sub), sub }) }),
    // Nobody is asked whether Accord may know his address.
    loadExistingGrant: async ({ oidc }) => {
      const grant = new oidc.provider.Grant({ accountId: oidc.session?.accountId, clientId: oidc.client?.clientId });
      grant.addOIDCScope('openid email');
      await grant.save();
      return grant;
    },
  });
  const known = new Map<string, Person>();
  const answer = provider.callback();
  const back = createServer((req, res) => {
    if (!req.url?.startsWith('/interaction/')) return void answer(req, res);
    if (here.person) known.set(here.person.sub, here.person);
    const result = here.person ? { login: { accountId: here.person.sub } } : { error: 'access_denied' };
    void provider.interactionFinished(req, res, result);
  });
  const port = await listening(back);
  const here: OpenId = {
    issuer,
    clientId: 'accord',
    clientSecret: 'a secret: with + and %',
    person: null,
    tamper: new Map(),
    away: undefined,
    privateKey,
    publicKey,
    close: async () => {
      for (const server of [front, back]) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    },
  };
  front.on('request', (req, res) => handOn(here, port, req, res));
  return here;
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

function handOn(here: OpenId, port: number, req: IncomingMessage, res: ServerResponse): void {
  if (here.away) {
    res.writeHead(here.away).end();
    return;
  }
  const { method, headers, url: path = '/' } = req;
  const sent = request({ host: '127.0.0.1', port, path, method, headers }, async (answered) => {
    const tamper = here.tamper.get(path.split('?')[0] as string);
    const chunks: Buffer[] = [];
    for await (const chunk of answered) chunks.push(chunk);
    const said = Buffer.concat(chunks);
    const body = tamper ? JSON.stringify(await tamper(JSON.parse(said.toString()))) : said;
    const { 'content-length': _, 'transfer-encoding': __, ...kept } = answered.headers;
    res.writeHead(answered.statusCode ?? 500, kept).end(body);
  });
  req.pipe(sent);
}
