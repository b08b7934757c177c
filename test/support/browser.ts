import type { Answer, Api } from './api.ts';
import { Client } from './api.ts';

/** A browser as far as signing in goes: follows redirections, keeps cookies by where they come from. */
export class Browser {
  constructor(api: Api, baseUrl: string) {
    this.api = api;
    this.baseUrl = baseUrl;
  }
  readonly api: Api;
  /** What people call the API; it is really at `api.url`. */
  readonly baseUrl: string;
  private readonly jars = new Map<string, Map<string, string>>();

  /** One request, with the cookies of that origin. */
  async open(address: string, headers: { readonly [name: string]: string } = {}): Promise<Answer> {
    const { origin, pathname, search } = new URL(address, this.baseUrl);
    const at = origin === new URL(this.baseUrl).origin ? this.api.url : origin;
    const jar = this.jarOf(origin);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await new Client(at).get(pathname + search, {
      headers: { ...(cookie ? { cookie } : {}), ...headers },
    });
    for (const set of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(set) as RegExpExecArray;
      if (value === '') jar.delete(name as string);
      else jar.set(name as string, value as string);
    }
    return answer;
  }

  /** Begins to sign in, signs in at the provider, and stops where that sends him back to: the address of the callback. */
  awayAndBack(query = ''): Promise<string> {
    return this.follow(new URL(`/v1/session/oidc${query}`, this.baseUrl).href);
  }

  /** The same from an address on, which may be the provider's already. */
  async follow(from: string): Promise<string> {
    let at = from;
    for (let hops = 0; hops < 10; hops++) {
      const { status, headers, body } = await this.open(at);
      const location = headers.get('location');
      if (!location) throw new Error(`Led nowhere: ${status} ${JSON.stringify(body)}`);
      at = new URL(location, at).href;
      if (isCallback(at, this.baseUrl)) return at;
    }
    throw new Error('Sent round and round.');
  }

  /** Signs in, all of it. */
  async signIn(query = ''): Promise<Answer> {
    return this.open(await this.awayAndBack(query));
  }

  cookie(name: string): string | undefined {
    return this.jarOf(new URL(this.baseUrl).origin).get(name);
  }

  put(name: string, value: string): void {
    this.jarOf(new URL(this.baseUrl).origin).set(name, value);
  }

  cookies(): string[] {
    return [...this.jarOf(new URL(this.baseUrl).origin).keys()];
  }

  private jarOf(origin: string): Map<string, string> {
    const jar = this.jars.get(origin) ?? new Map<string, string>();
    this.jars.set(origin, jar);
    return jar;
  }
}

function isCallback(address: string, baseUrl: string): boolean {
  const { origin, pathname } = new URL(address);
  return origin === new URL(baseUrl).origin && /^\/v1\/session\/oidc\/[^/]+\/callback$/.test(pathname);
}
