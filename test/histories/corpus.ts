import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import proto from '@temporalio/proto';

const { History } = proto.temporal.api.history.v1;
const { EventType } = proto.temporal.api.enums.v1;
export type History = proto.temporal.api.history.v1.IHistory;

/** A history as it lies in this folder, by the name of its template and of what happened to its process. */
export type Recorded = { readonly name: string; readonly workflowId: string; readonly history: History };

export const recorded = (): readonly Recorded[] =>
  readdirSync(import.meta.dirname)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => {
      const { workflowId, events } = JSON.parse(readFileSync(join(import.meta.dirname, file), 'utf8'));
      return { name: file.replace(/\.json$/, ''), workflowId, history: History.fromObject({ events }) };
    });

/** What happened in it, in the engine's words. */
export const kindsOf = ({ events }: History): readonly string[] =>
  (events ?? []).map(({ eventType }) => `${EventType[eventType ?? 0]}`.replace(/^EVENT_TYPE_/, ''));

/** @throws Error when it says on what machine it came about, or is too large to lie in a repository */
export function keepHistory(name: string, workflowId: string, history: History): void {
  const { events } = History.toObject(History.fromObject(history), { enums: String, longs: String, bytes: String });
  const lines = (events as object[]).map((event) => JSON.stringify(event, impersonal));
  const text = `{"workflowId":"${workflowId}","events":[\n${lines.join(',\n')}\n]}\n`;
  for (const told of [hostname(), root, 'file://'])
    if (text.includes(told)) throw new Error(`The history ${name} tells of ${told}.`);
  if (text.length > most) throw new Error(`The history ${name} has ${text.length} characters; ${most} are allowed.`);
  writeFileSync(join(import.meta.dirname, `${name}.json`), text);
}

/** On what machine and where in its files it ran is of no interest; a worker's own queue has the name of its machine. */
function impersonal(key: string, value: unknown): unknown {
  if (key === 'identity') return 'worker';
  if (key === 'stackTrace') return '';
  if (typeof value === 'object' && (value as { kind?: string } | null)?.kind === 'TASK_QUEUE_KIND_STICKY')
    return { ...value, name: 'sticky' };
  return value;
}

const root = join(import.meta.dirname, '../..');
/** Characters. */
const most = 60_000;
