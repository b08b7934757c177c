import { type Client, isGrpcServiceError } from '@temporalio/client';
import type { Word } from '../domain/process/drive.ts';
import type { Store } from '../domain/store.ts';
import { type Started, signalReleased, startDrain, startWorkflow } from './engine.ts';

/** An entry of the outbox. */
export type Entry = {
  readonly id: string;
  readonly kind: 'start' | 'changed' | 'signal' | 'notice' | 'drain' | 'recount';
  readonly account_id: string;
  readonly process_id: string | null;
  readonly payload: Record<string, unknown>;
};

export type Engine = {
  readonly store: Store;
  readonly client: Client;
  readonly taskQueue: string;
  readonly warn: (message: string, error: unknown) => void;
};

/**
 * Tells Temporal of the entries and returns those that it was told of; what it refuses does not hold up the others.
 * Several entries of one process become one signal, and none where it is just being started.
 */
export async function tellEngine(engine: Engine, entries: readonly Entry[]): Promise<readonly Entry[]> {
  const { client, taskQueue } = engine;
  const starts = new Map(entries.filter(({ kind }) => kind === 'start').map((entry) => [processOf(entry), entry]));
  const words = new Map<string, Word>();
  for (const entry of entries) {
    const id = processOf(entry);
    if (entry.kind === 'signal' && !starts.has(id) && words.get(id) !== 'over')
      words.set(id, entry.payload.word as Word);
  }
  const untold = await inParallel(engine, [...starts.keys(), ...words.keys()], async (id) => {
    const start = starts.get(id);
    if (start) await startWorkflow(client, taskQueue, startOf(start));
    else if (!(await signalReleased(client, id, words.get(id)))) await restart(engine, id);
  });
  return entries.filter((entry) => !untold.includes(processOf(entry)));
}

/** Has the workflow of every trust that ends run, or look again. Returns the entries that it was told of. */
export async function tellDrains(engine: Engine, entries: readonly Entry[]): Promise<readonly Entry[]> {
  const trusts = new Map(entries.map((entry) => [String(entry.payload.trust), entry.account_id]));
  const untold = await inParallel(engine, [...trusts.keys()], (trustId) =>
    startDrain(engine.client, engine.taskQueue, { accountId: trusts.get(trustId) as string, trustId }),
  );
  return entries.filter((entry) => !untold.includes(String(entry.payload.trust)));
}

/** Makes sure that every open process, and every trust that ends, has a workflow. False when it could not. */
export async function sweep(engine: Engine): Promise<boolean> {
  const drains = await engine.store.ask<{ id: string; account_id: string }>('select * from open_drains()', []);
  const accounts = new Map(drains.map(({ id, account_id }) => [id, account_id]));
  const undrained = await inParallel(engine, [...accounts.keys()], (trustId) =>
    startDrain(engine.client, engine.taskQueue, { accountId: accounts.get(trustId) as string, trustId }),
  );
  if (undrained.length) return false;
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const rows = await engine.store.ask<OpenProcess>('select * from open_processes(?, 200)', [after]);
    if (rows.length === 0) return true;
    const open = new Map(rows.map((row) => [row.id, openOf(row)]));
    const failed = await inParallel(engine, [...open.keys()], (id) =>
      startWorkflow(engine.client, engine.taskQueue, open.get(id) as Started),
    );
    if (failed.length) return false;
    after = rows.at(-1)?.id as string;
  }
}

/** The engine knows no workflow of a process that is not over, as after a restore: it is started again from the facts. */
async function restart({ store, client, taskQueue }: Engine, processId: string): Promise<void> {
  const [open] = await store.ask<OpenProcess>('select * from open_process(?)', [processId]);
  if (open) await startWorkflow(client, taskQueue, openOf(open));
}

/** Does `work` for every id and returns those for which it failed. An engine that does not answer is asked no further. */
async function inParallel(
  { client, warn }: Engine,
  ids: readonly string[],
  work: (id: string) => Promise<void>,
): Promise<readonly string[]> {
  const rest = [...ids];
  const failed: string[] = [];
  let reason: unknown;
  const lane = async () => {
    for (let id = rest.shift(); id !== undefined; id = rest.shift()) {
      try {
        await client.withDeadline(Date.now() + patience, () => work(id as string));
      } catch (error) {
        reason ??= error;
        failed.push(id, ...(isSilent(error) ? rest.splice(0) : []));
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(lanes, ids.length) }, lane));
  if (failed.length) warn(`The relay could not tell Temporal of ${failed.length} workflows and tries again`, reason);
  return failed;
}

export const processOf = (entry: Entry) => entry.process_id as string;

const startOf = ({ account_id, process_id, payload }: Entry): Started => ({
  accountId: account_id,
  processId: process_id as string,
  template: String(payload.template),
  subject: String(payload.subject),
  ...(payload.timerAt === undefined ? {} : { timerAt: payload.timerAt as string | null }),
});

type OpenProcess = { id: string; account_id: string; template: string; subject_id: string };
const openOf = ({ id, account_id, template, subject_id }: OpenProcess): Started => ({
  processId: id,
  accountId: account_id,
  template,
  subject: subject_id,
});

/** It did not answer, in contrast to refusing. */
function isSilent(error: unknown): boolean {
  const cause = (error as { cause?: unknown }).cause;
  const grpc = isGrpcServiceError(error) ? error : isGrpcServiceError(cause) ? cause : undefined;
  return grpc !== undefined && [4, 14].includes(grpc.code);
}

const lanes = 16;
/** Milliseconds for one call of Temporal, retries included. */
const patience = 10_000;
