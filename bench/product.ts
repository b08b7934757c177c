import { type Cast, clientEmail, handleOf, observed, observerEmail } from './cast.ts';
import { type Gauge, openProcesses } from './database.ts';
import { type Session, signIn } from './http.ts';
import type { Work } from './loop.ts';
import { clients } from './shape.ts';
import { outputs } from './templates.ts';

/** A row of the inbox, as far as a client needs it. */
export type Row = {
  readonly account: { readonly handle: string };
  readonly task: { readonly id: string; readonly version: number; readonly title: string };
};

export const inboxOf = async (session: Session, account?: string): Promise<readonly Row[]> =>
  (await session.get<{ items: Row[] }>(`/v1/inbox?perPage=25${account ? `&account=${account}` : ''}`)).items;

export const complete = (session: Session, { account, task }: Row) =>
  session.post(`/v1/tasks/${task.id}/completion`, { output: outputs[task.title] ?? {} }, account.handle);

/** Starts processes of one enterprise, about one of its hires after the other. */
export function starter(session: Session, enterprise: number, { hires, managers }: Cast) {
  let next = 0;
  return (template: string, more: object = {}) => {
    const people = hires[enterprise] ?? [];
    const input = { person: people[next++ % people.length], manager: managers[enterprise], startDate, ...more };
    return session.post<{ id: string }>('/v1/processes', { template, input }, handleOf(enterprise, 'hr'));
  };
}

/** The load: every client signed in as somebody of its enterprise. */
export async function openClients(url: string, cast: Cast, gauge: Gauge): Promise<Work<Row> & { close(): void }> {
  const sessions = await Promise.all(clients.map((_, client) => signIn(url, clientEmail(client))));
  const starters = sessions.map((session, client) => starter(session, clients[client]?.enterprise ?? 0, cast));
  const by = (client: number) => sessions[client] as Session;
  return {
    start: async (client) => void (await starters[client]?.('bench-onboarding')),
    inbox: (client) => inboxOf(by(client)),
    complete: async (client, row) => void (await complete(by(client), row)),
    running: () => openProcesses(gauge),
    close: () => {
      for (const session of sessions) session.close();
    },
  };
}

export type Observer = { readonly session: Session; readonly start: ReturnType<typeof starter> };

/** Who measures, in an enterprise of his own. */
export async function openObserver(url: string, cast: Cast): Promise<Observer> {
  const session = await signIn(url, observerEmail);
  return { session, start: starter(session, observed, cast) };
}

/** Far enough ahead for every date of the template. */
const startDate = new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10);
