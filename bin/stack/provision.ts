import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Config } from '../config.ts';
import { Problem } from '../problem.ts';
import { type DatabaseUrls, givenUrls, roleUrls, someUrlGiven } from './database-urls.ts';
import { type Claim, claim, throwawayFolder } from './folder.ts';
import { ensureNamespace } from './namespace.ts';
import { ownPostgres } from './postgres.ts';
import { checkRoles, ensureRoles } from './roles.ts';
import { type Secrets, secretsOf } from './secrets.ts';
import { type Supervised, supervise } from './supervise.ts';
import { ownTemporal } from './temporal.ts';

export type StackOptions = {
  /** Where everything is kept; absent: a folder that is thrown away at the end. */
  readonly dataDir?: string;
  readonly config: Config;
  /** Name of the product's database; by default the one DATABASE_URL names, or `accord`. */
  readonly database?: string;
  /** Given by who has taken the folder already. */
  readonly claimed?: Claim;
  readonly say?: (line: string) => void;
};

export type Stack = {
  readonly dataDir: string;
  readonly secrets: Secrets;
  readonly databaseUrls: DatabaseUrls;
  /** May make databases; absent when each role's address was given instead. */
  readonly ownerUrl?: string;
  readonly temporalAddress: string;
  readonly namespace: string;
  /** Temporal's own pages, when the server is ours. */
  readonly temporalUi?: string;
  /** Process numbers of the servers that are ours, for tests that kill them. */
  pids(): { readonly postgres?: number; readonly temporal?: number };
  /** Resolves with a sentence when one of our servers is gone for good. */
  readonly died: Promise<string>;
  /** Stops what was started here and nothing else; throws the data away when it was a throwaway stack. */
  stop(): Promise<void>;
};

/**
 * PostgreSQL with its roles and Temporal with its namespace: those the configuration names, else our own.
 *
 * @throws {Problem} naming every way to supply what could not be had
 */
export async function provision(options: StackOptions): Promise<Stack> {
  const { config, say = () => {} } = options;
  const ephemeral = options.dataDir === undefined;
  const dataDir = options.dataDir ?? (await throwawayFolder());
  const claimed = options.claimed ?? (await claim(dataDir, say));
  const secrets = secretsOf(dataDir);
  const parts: { postgres?: Supervised; temporal?: Supervised } = {};
  const folders: string[] = [];
  const stop = async () => {
    await Promise.all([parts.temporal?.stop(ephemeral ? 0 : undefined), parts.postgres?.stop()]);
    claimed.release();
    for (const folder of ephemeral ? [...folders, dataDir] : []) rmSync(folder, { recursive: true, force: true });
  };

  const database = async () => {
    if (config.DATABASE_URL === undefined && someUrlGiven(config)) {
      const databaseUrls = givenUrls(config);
      await checkRoles(Object.values(databaseUrls));
      return { databaseUrls };
    }
    let ownerUrl = config.DATABASE_URL;
    if (ownerUrl === undefined) {
      const postgres = await ownPostgres({ dataDir, password: secrets.postgres, ephemeral });
      if (dirname(postgres.folder) !== dataDir) {
        say(`PostgreSQL's user cannot reach ${dataDir}: its data lies in ${postgres.folder}.`);
        folders.push(dirname(postgres.folder));
      }
      parts.postgres = await supervise({ name: 'PostgreSQL', start: postgres.start }, say);
      ownerUrl = postgres.ownerUrl;
    }
    const databaseUrls = givenUrls(config, roleUrls(ownerUrl, secrets, options.database));
    await ensureRoles(ownerUrl, databaseUrls);
    return { databaseUrls, ownerUrl };
  };
  const engine = async () => {
    const namespace = config.TEMPORAL_NAMESPACE;
    if (config.TEMPORAL_ADDRESS !== undefined) {
      await ensureNamespace(config.TEMPORAL_ADDRESS, namespace, 5_000);
      return { temporalAddress: config.TEMPORAL_ADDRESS, namespace };
    }
    const temporal = await ownTemporal({ dataDir, namespace, say });
    parts.temporal = await supervise({ name: 'Temporal', start: temporal.start }, say);
    return { temporalAddress: temporal.address, namespace, temporalUi: temporal.uiUrl };
  };

  const [stores, server] = await Promise.allSettled([database(), engine()]);
  if (stores.status === 'rejected' || server.status === 'rejected') {
    await stop();
    const reasons = [stores, server].flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
    if (reasons.every((reason) => reason instanceof Problem))
      throw new Problem(reasons.map((r) => r.message).join('\n'));
    throw reasons.find((reason) => !(reason instanceof Problem));
  }
  const servers = [parts.postgres, parts.temporal].filter((part) => part !== undefined);
  return {
    dataDir,
    secrets,
    ...stores.value,
    ...server.value,
    pids: () => ({
      ...(parts.postgres ? { postgres: parts.postgres.pid() } : {}),
      ...(parts.temporal ? { temporal: parts.temporal.pid() } : {}),
    }),
    died: Promise.race(servers.map((part) => part.gone)),
    stop,
  };
}
