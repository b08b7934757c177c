import { setTimeout as pause } from 'node:timers/promises';
import { clients, tasksPerProcess } from './shape.ts';

/** What the clients do, on the bare engine or on the product. A row is a task as the inbox shows it. */
export type Work<Row> = {
  /** A process of the client's own enterprise. */
  start(client: number): Promise<void>;
  /** What waits in the accounts of the client. */
  inbox(client: number): Promise<readonly Row[]>;
  complete(client: number, row: Row): Promise<void>;
  /** How many processes are not over yet. */
  running(): Promise<number>;
};

/** How many processes are under way at most; enough that no client waits for another. */
const underWay = 64;

export type Lap = { readonly processes: number; readonly seconds: number };

/**
 * Eight closed-loop clients: each looks into its inbox, completes all it sees, one after the other, and looks again.
 * Who finds nothing and works for HR starts a process. Ends when all processes are over.
 * @param seconds after which no more processes are started, so that a slow machine ends with fewer
 */
export async function closedLoop<Row>(
  { processes, seconds }: Lap,
  work: Work<Row>,
  stopping: AbortSignal,
): Promise<Lap> {
  let started = 0;
  let completed = 0;
  const failures: unknown[] = [];
  const began = performance.now();
  const elapsed = () => (performance.now() - began) / 1000;
  const mayStart = () => started < processes && (started < clients.length || elapsed() < seconds);
  const live = async (client: number) => {
    while (failures.length === 0 && (mayStart() || completed < started * tasksPerProcess)) {
      stopping.throwIfAborted();
      const rows = await work.inbox(client);
      for (const row of rows) {
        await work.complete(client, row);
        completed += 1;
      }
      if (rows.length > 0) continue;
      const open = started - Math.floor(completed / tasksPerProcess);
      if (mayStart() && open < underWay && clients[client]?.roles.includes('hr')) {
        started += 1;
        await work.start(client);
      } else {
        await pause(2);
      }
    }
  };
  // Who fails stops the others, and none is left under way.
  await Promise.all(clients.map((_, client) => live(client).catch((failure: unknown) => failures.push(failure))));
  if (failures.length > 0) throw failures[0];
  while ((await work.running()) > 0) {
    stopping.throwIfAborted();
    await pause(5);
  }
  return { processes: started, seconds: elapsed() };
}

/** Processes a second over several laps. */
export const perSecond = (...laps: readonly Lap[]): number =>
  laps.reduce((sum, { processes }) => sum + processes, 0) / laps.reduce((sum, { seconds }) => sum + seconds, 0);
