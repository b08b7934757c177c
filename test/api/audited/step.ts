import { newId } from '../../../domain/id.ts';
import { rows } from '../../domain/process-made.ts';
import type { Answer, Api, Client } from '../../support/api.ts';
import type { Organisation } from '../../support/organisation.ts';

/** A command of the API, and into whose logs it goes. */
export type Step = {
  /** As the list of routes has it. */
  readonly route: string;
  /** Somebody of the cast acting in an account; absent: the operator, who acts for no account's person. */
  readonly by?: readonly [key: string, account: string];
  /** Where it is somebody else. */
  readonly actor?: { readonly account: string; readonly person: string };
  readonly send: (client: Client, path: (...ids: string[]) => string) => Promise<Answer>;
  /** Handles, or the id of an account that was just made. */
  readonly logs: (answer: Answer) => readonly string[];
};
export type Sent = {
  readonly body?: object;
  /** What stands for the parameters of the path. */
  readonly ids?: readonly string[];
  /** By default that of who acts. */
  readonly logs?: readonly string[];
};

/** A made organisation, and the ids of what was made in it along the way. */
export class Stage {
  constructor(org: Organisation, api: Api) {
    this.org = org;
    this.api = api;
  }
  readonly org: Organisation;
  readonly api: Api;
  private readonly made = new Map<string, string>();

  id(name: string): string {
    const id = this.made.get(name);
    if (!id) throw new Error(`Nothing was made that is called ${name}.`);
    return id;
  }

  keep(name: string, id: string): void {
    this.made.set(name, id);
  }

  /** As somebody of HR who has signed in at a provider. */
  async linked(personId: string): Promise<string> {
    const id = newId();
    await rows(
      this.org,
      `insert into identity (id, account_id, person_id, issuer, subject, linked_at) values ($1, $2, $3, 'https://id.example', 'lou', now())`,
      id,
      this.org.accountId('fernhill-hr'),
      personId,
    );
    return id;
  }

  /** @param name what is made by it is called */
  step(by: readonly [string, string], route: string, { body, ids = [], logs }: Sent = {}, name?: string): Step {
    return {
      route,
      by,
      logs: () => logs ?? [by[1]],
      send: async (client, path) => {
        const answer = await client.send(route.split(' ')[0] as string, path(...ids), body ? { body } : {});
        if (name) this.keep(name, answer.body.id);
        return answer;
      },
    };
  }
}
