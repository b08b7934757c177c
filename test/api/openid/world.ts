import pg from 'pg';
import type { AppOptions } from '../../../api/app.ts';
import { Provider } from '../../../api/session/provider.ts';
import { type Api, startApi } from '../../support/api.ts';
import { Browser } from '../../support/browser.ts';
import { type OpenId, startOpenId } from '../../support/openid.ts';
import { type Organisation, organisation } from '../../support/organisation.ts';

/** Two companies, each with a real provider of its own that vouches for its people, and the API before them. */
export type World = {
  readonly cast: Organisation;
  readonly api: Api;
  readonly fernhill: OpenId;
  readonly oakline: OpenId;
  /** Past row level security. */
  readonly owner: pg.Client;
  readonly browser: (at?: Api) => Browser;
  /** Another API of the same organisation. */
  readonly another: (options: Partial<AppOptions>) => Promise<Api>;
  readonly close: () => Promise<void>;
};

export const baseUrl = 'http://127.0.0.1';
export const callback = (name: string) => `${baseUrl}/v1/session/oidc/${name}/callback`;
export const helen = { sub: '1', email: 'helen@fernhill.example', email_verified: true };
export const olive = { sub: '1', email: 'olive@oakline.example', email_verified: true };

export async function world(): Promise<World> {
  const cast = await organisation();
  const fernhill = await startOpenId([callback('fernhill'), callback('oakline')]);
  const oakline = await startOpenId([callback('oakline')], { inToken: false, method: 'client_secret_post' });
  const providers = [
    new Provider({ ...fernhill, name: 'fernhill', accounts: ['fernhill'] }),
    new Provider({ ...oakline, name: 'oakline', accounts: ['oakline'] }),
  ];
  const owner = new pg.Client({ connectionString: cast.database.ownerUrl });
  await owner.connect();
  const others: Api[] = [];
  const another = async (options: Partial<AppOptions>) => {
    const api = await startApi(cast, { providers, ...options });
    others.push(api);
    return api;
  };
  const api = await another({});
  return {
    cast,
    api,
    fernhill,
    oakline,
    owner,
    another,
    browser: (at = api) => new Browser(at, baseUrl),
    close: async () => {
      await owner.end();
      await Promise.all([...others, fernhill, oakline].map((one) => one.close()));
      await cast.close();
    },
  };
}

/** Who the browser is signed in as; undefined: nobody. */
export const whoIn = async (browser: Browser): Promise<string | undefined> =>
  (await browser.open('/v1/me')).body.person?.name;

/** What becomes of a person who signs in at a provider. */
export type Comes = (
  name: 'fernhill' | 'oakline',
  person: OpenId['person'],
  at?: Api,
) => Promise<{ readonly status: number; readonly said: string | undefined; readonly who: string | undefined }>;

export async function cameBack(world: World, ...[name, person, at]: Parameters<Comes>): ReturnType<Comes> {
  world[name].person = person;
  const browser = world.browser(at);
  const { status, body } = await browser.signIn(`?provider=${name}`);
  return { status, said: body.detail, who: await whoIn(browser) };
}

export const asHelen = { status: 303, said: undefined, who: 'Helen Marsh' };
export const unknown = {
  status: 401,
  said: 'Nobody with the mail address that your provider gave may sign in here: ask your account administrator.',
  who: undefined,
};
