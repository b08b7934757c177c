/** Somebody signed in over HTTP, as a browser would be. */
export class SignedIn {
  static async as(url: string, email: string, password: string): Promise<SignedIn> {
    const response = await fetch(`${url}/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password }),
    });
    if (response.status !== 201) throw new Error(`${email} could not sign in: ${await response.text()}`);
    const cookie = response.headers
      .getSetCookie()
      .map((header) => header.split(';')[0])
      .join('; ');
    return new SignedIn(url, email.split('@')[0] as string, cookie);
  }

  readonly name: string;
  private readonly url: string;
  private readonly cookie: string;

  private constructor(url: string, name: string, cookie: string) {
    this.url = url;
    this.name = name;
    this.cookie = cookie;
  }

  get<T>(path: string, account?: string): Promise<T> {
    return this.send('GET', path, undefined, account);
  }

  post<T>(path: string, body: unknown, account?: string): Promise<T> {
    return this.send('POST', path, body, account);
  }

  put<T>(path: string, account?: string): Promise<T> {
    return this.send('PUT', path, undefined, account);
  }

  /** The status of an answer that is expected to be a refusal. */
  async status(path: string, account?: string): Promise<number> {
    return (await this.fetch('GET', path, undefined, account)).status;
  }

  private async send<T>(method: string, path: string, body: unknown, account?: string): Promise<T> {
    const response = await this.fetch(method, path, body, account);
    if (response.status === 429) {
      await new Promise((resolve) => setTimeout(resolve, 1000 * Number(response.headers.get('retry-after') ?? 1)));
      return this.send(method, path, body, account);
    }
    if (!response.ok)
      throw new Error(`${this.name}: ${method} ${path} was answered ${response.status}: ${await response.text()}`);
    return (response.status === 204 ? undefined : await response.json()) as T;
  }

  private fetch(method: string, path: string, body: unknown, account?: string): Promise<Response> {
    return fetch(`${this.url}${path}`, {
      method,
      headers: {
        cookie: this.cookie,
        ...(account ? { 'x-account': account } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }
}
