import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import { Problem } from '../problem.ts';

/** By what operators find a process in Temporal's own UI: ids, never names. */
export const searchAttributes = ['AccordAccount', 'AccordTemplate', 'AccordSubject'] as const;

/** gRPC's numbers. */
const code = { notFound: 5, permissionDenied: 7, unauthenticated: 16 } as const;
/** Temporal's number for a search attribute that is matched whole. */
const keyword = 2;

/**
 * Waits until the server at `address` answers and has `namespace` with Accord's search attributes, making what is
 * missing; safe to repeat.
 *
 * @param gaveUp says why there is no use in waiting longer, such as that the server has ended
 * @throws {Problem} after `patience` milliseconds
 */
export async function ensureNamespace(
  address: string,
  namespace: string,
  patience = 30_000,
  gaveUp: () => string | undefined = () => undefined,
): Promise<void> {
  const until = Date.now() + patience;
  for (;;) {
    try {
      return await ensureOnce(address, namespace);
    } catch (error) {
      const ended = gaveUp();
      if (ended === undefined && Date.now() < until && !isRefusal(error)) {
        await wait(20);
        continue;
      }
      throw new Problem(
        `Temporal at ${address} is not usable: ${ended ?? (error as Error).message}. TEMPORAL_ADDRESS names it.`,
      );
    }
  }
}

async function ensureOnce(address: string, namespace: string): Promise<void> {
  await knock(address);
  const connection = await Connection.connect({ address, connectTimeout: 5_000 });
  try {
    await connection.withDeadline(Date.now() + 5_000, async () => {
      await ensureNamespaceExists(connection, namespace);
      await ensureSearchAttributes(connection, namespace);
    });
  } finally {
    await connection.close();
  }
}

/** Fails at once while nobody listens; gRPC would wait a second before it looked again. */
function knock(address: string): Promise<void> {
  const [, host = '', port = ''] = /^\[?([^\]]*)\]?:(\d+)$/.exec(address) ?? [];
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port: Number(port), timeout: 5_000 });
    socket.once('connect', () => socket.end(resolve));
    socket.once('error', reject);
    socket.once('timeout', () => socket.destroy(new Error(`${address} does not answer`)));
  });
}

async function ensureNamespaceExists({ workflowService }: Connection, namespace: string): Promise<void> {
  try {
    await workflowService.describeNamespace({ namespace });
  } catch (error) {
    if (codeOf(error) !== code.notFound) throw error;
    await workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod: msToTs('30 days') });
  }
}

async function ensureSearchAttributes({ operatorService }: Connection, namespace: string): Promise<void> {
  const { customAttributes } = await operatorService.listSearchAttributes({ namespace });
  const missing = searchAttributes.filter((name) => customAttributes?.[name] === undefined);
  if (missing.length === 0) return;
  await operatorService.addSearchAttributes({
    namespace,
    searchAttributes: Object.fromEntries(missing.map((name) => [name, keyword])),
  });
}

/** Waiting does not help against these. */
function isRefusal(error: unknown): boolean {
  const refused = codeOf(error);
  return refused === code.permissionDenied || refused === code.unauthenticated;
}

function codeOf(error: unknown): number | undefined {
  return (error as { code?: number }).code;
}
