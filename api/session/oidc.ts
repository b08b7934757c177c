import type { Context } from 'koa';
import { z } from 'zod';
import { awaySeconds, comeBack, depart } from '../../domain/access/departure.ts';
import { newSecret } from '../../domain/access/secret.ts';
import { signInVouched } from '../../domain/access/vouched.ts';
import { NotFound } from '../../domain/problem.ts';
import type { Parts } from '../parts.ts';
import { HttpProblem } from '../problem.ts';
import { route } from '../route.ts';
import { keep, kept, openSession } from './cookie.ts';
import { NotVouched, over } from './not-vouched.ts';
import type { Provider } from './provider.ts';
import { Providers } from './schema.ts';

const home = '/v1/session/oidc';
const providerName = z.string().max(63);

/** Signing in at the provider of one's company, by OpenID Connect. */
export const elsewhere = [
  route({
    method: 'GET',
    path: '/v1/session/providers',
    summary: 'Where one may sign in besides with a password',
    description: `For a button each, leading to \`/v1/session/oidc?provider=NAME&returnTo=…\`. Where there are several, those without a
title are left out, since their names tell whose people sign in here; \`unlisted\` says that there are such.`,
    policy: 'public',
    response: Providers,
    handler: async ({ parts: { providers = [] } }) => {
      const shown = providers.length === 1 ? providers : providers.filter(({ settings }) => settings.title);
      return {
        items: shown.map(({ settings: { name, title } }) => ({ name, title: title ?? null })),
        unlisted: shown.length < providers.length,
      };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/session/oidc',
    summary: 'Sign in at an OpenID provider',
    description: `Opened in a browser, which is sent to the provider and comes back signed in. \`provider\` is needed where there
are several, \`returnTo\` is the path to go on to.`,
    policy: 'public',
    query: { provider: providerName.optional(), returnTo: z.string().max(2000).optional() },
    status: 303,
    handler: async ({ query, parts, http }) => {
      const provider = chosen(parts, query.provider);
      const returnTo = ownPage(parts, query.returnTo ?? '/');
      await parts.signIns.depart(http.ip);
      const [state, nonce, verifier] = [newSecret(), newSecret(), newSecret()];
      const address = await provider.addressFor({ state, nonce, verifier }, callbackOf(parts, provider));
      await depart(parts.store, { state, nonce, verifier, provider: provider.settings.name, returnTo });
      keep(http, parts, cookieOf(state), verifier, awaySeconds);
      http.redirect(address.href);
    },
  }),
  route({
    method: 'GET',
    path: '/v1/session/oidc/:provider/callback',
    summary: 'Come back from an OpenID provider',
    description: 'Providers send browsers here. Sets the session cookie, as `POST /v1/session` does.',
    policy: 'public',
    params: { provider: providerName },
    query: { state: z.string().max(200) },
    openQuery: true,
    status: 303,
    handler: async ({ params, query: { state }, parts, http }) => {
      const provider = chosen(parts, params.provider);
      try {
        const verifier = verifierOf(http, parts, state);
        keep(http, parts, cookieOf(state), '', 0);
        const { secret, returnTo } = await parts.signIns.attempt(http.ip, state, () =>
          redeem(parts, http, provider, { state, verifier }),
        );
        await openSession(http, parts, secret);
        http.redirect(new URL(returnTo, parts.baseUrl).href);
      } catch (error) {
        const reason = error instanceof NotVouched ? error.reason : (error as Error).message;
        parts.log.warn({ id: http.state.requestId, reason }, 'A sign-in at a provider came to nothing');
        throw error;
      }
    },
  }),
];

/**
 * Where one comes back to. Never by the name in the request: it must be what the provider knows. Each provider has its own,
 * so that none can have its people sign in at another and be taken for it.
 */
const callbackOf = ({ baseUrl }: Parts, { settings }: Provider, search = '') =>
  new URL(`${home}/${settings.name}/callback${search}`, baseUrl);

/** One for each sign-in, so that several tabs are not in each other's way. */
const cookieOf = (state: string) => `accord_oidc_${state.slice(0, 8)}`;

function chosen({ providers = [] }: Parts, name: string | undefined): Provider {
  if (name === undefined && providers.length > 1) {
    throw new HttpProblem('invalid', 'There are several providers here: name yours. Your administrator knows it.', {
      faults: [{ parameter: 'provider', detail: 'is missing' }],
    });
  }
  const found = name === undefined ? providers[0] : providers.find(({ settings }) => settings.name === name);
  if (!found) throw new NotFound('provider');
  return found;
}

/** @throws HttpProblem for whatever might lead to somebody else's pages */
function ownPage({ baseUrl }: Parts, path: string): string {
  const plain = /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(path) && URL.canParse(path, baseUrl);
  if (plain && new URL(path, baseUrl).origin === new URL(baseUrl).origin) return path;
  throw new HttpProblem('invalid', 'After signing in one goes on to a page of Accord: name its path.', {
    faults: [{ parameter: 'returnTo', detail: 'must be a path such as /inbox' }],
  });
}

/** @throws NotVouched when this browser has begun no such sign-in */
function verifierOf(http: Context, parts: Parts, state: string): string {
  const verifier = secretForm.test(state) ? kept(http, parts, cookieOf(state)) : undefined;
  if (verifier && secretForm.test(verifier)) return verifier;
  throw new NotVouched(over, 'no cookie of this sign-in');
}
const secretForm = /^[\w-]{43}$/;

async function redeem(parts: Parts, http: Context, provider: Provider, sent: { state: string; verifier: string }) {
  const { name, accounts } = provider.settings;
  const begun = await comeBack(parts.store, { ...sent, provider: name });
  if (!begun) throw new NotVouched(over, 'no such sign-in, or too late');
  const { nonce, returnTo } = begun;
  const vouched = await provider.whoCameBack(callbackOf(parts, provider, http.search), { ...sent, nonce });
  return { secret: await signInVouched(parts.store, vouched, accounts), returnTo };
}
