import { setTimeout as pause } from 'node:timers/promises';
import { demoPassword } from '../../bin/seed/cast.ts';
import { type Answer, Client } from '../support/api.ts';

/** A command that was answered, to be held against what is there at the end. */
export type Acknowledged = {
  readonly key: string;
  readonly again: () => Promise<Answer>;
  readonly body: unknown;
};

/**
 * People who work over HTTP and do not give up: what is not answered is sent again under the same key until it is,
 * as the documentation of the API tells callers to.
 */
export class Callers {
  readonly acknowledged: Acknowledged[] = [];
  /** How often something had to be sent again. */
  repeated = 0;
  private readonly url: string;
  private readonly cookies = new Map<string, string>();

  constructor(url: string) {
    this.url = url;
  }

  async signIn(key: string): Promise<void> {
    const email = `${key}@fernhill.example`;
    const { headers } = await this.persist(() =>
      new Client(this.url).post('/v1/session', { email, password: demoPassword }),
    );
    this.cookies.set(
      key,
      headers
        .getSetCookie()
        .map((cookie) => cookie.split(';')[0])
        .join('; '),
    );
  }

  get(who: Who, path: string): Promise<Answer> {
    return this.persist(() => this.client(who).get(path));
  }

  /** Sends a command until it is answered; `sent` is told when it is first on its way. */
  async command(
    { who, path, body, method = 'POST' }: Asked,
    key: string,
    sent: () => void = () => {},
  ): Promise<Answer> {
    const send = () =>
      this.client(who).send(method, path, { ...(body ? { body } : {}), headers: { 'idempotency-key': key } });
    const answer = await this.persist(() => {
      const underway = send();
      sent();
      return underway;
    });
    this.acknowledged.push({ key, again: () => this.persist(send), body: answer.body });
    return answer;
  }

  /** What takes no key is sent once. */
  async once(who: Who, path: string, body: object): Promise<void> {
    const { status, body: said } = await this.client(who).post(path, body);
    if (status >= 400) throw new Error(`Refused: ${status} ${JSON.stringify(said)}`);
  }

  private client([key, account]: Who): Client {
    return new Client(this.url, { cookie: this.cookies.get(key) ?? '', 'x-account': account });
  }

  /** A refusal is tried once more: an earlier try of the same command may have been at work at that moment. */
  private async persist(send: () => Promise<Answer>): Promise<Answer> {
    let refused = 0;
    for (let tries = 0; ; tries++) {
      const answer = await send().catch((error: Error) => error);
      if (!(answer instanceof Error) && answer.status < 400) return answer;
      if (!(answer instanceof Error) && answer.status < 500 && refused++ > 0) {
        throw new Error(`Refused: ${answer.status} ${JSON.stringify(answer.body)}`);
      }
      if (tries > 600) throw new Error(`Never answered: ${answer instanceof Error ? answer.message : answer.status}`);
      this.repeated++;
      await pause(100);
    }
  }
}

/** A command, and whose. */
export type Asked = {
  readonly who: Who;
  readonly path: string;
  readonly body?: object;
  readonly method?: 'POST' | 'PUT';
};

export type Who = readonly [key: string, account: string];
