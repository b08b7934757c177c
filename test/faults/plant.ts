import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Child } from '../../bin/stack/child.ts';
import { freePort } from '../../bin/stack/ports.ts';
import { program } from '../../bin/stack/programs.ts';
import { ownTemporal } from '../../bin/stack/temporal.ts';
import type { FreshDatabase } from '../stack/database.ts';
import { fromStack } from '../stack/stack.ts';

export type PartName = 'api' | 'worker' | 'temporal';
export const partNames: readonly PartName[] = ['api', 'worker', 'temporal'];

/** The product as operating-system processes of their own, with a Temporal server that keeps its histories on disk. */
export class Plant {
  /** `without`: a part that is not needed. */
  static async open(database: FreshDatabase, without?: PartName): Promise<Plant> {
    const folder = mkdtempSync(join(tmpdir(), 'accord-faults-'));
    const temporal = await ownTemporal({ dataDir: folder, namespace: 'default', say: () => {} });
    const port = await freePort();
    const env = {
      ...process.env,
      NODE_ENV: 'test',
      NODE_OPTIONS: '',
      LOG_LEVEL: 'warn',
      ACCORD_CLOCK: 'movable',
      ACCORD_URL: `http://127.0.0.1:${port}`,
      PORT: `${port}`,
      ACCORD_SECRET: fromStack('SECRET'),
      DATABASE_API_URL: database.urls.api,
      DATABASE_WORKER_URL: database.urls.worker,
      DATABASE_QUEUE_URL: database.urls.queue,
      TEMPORAL_ADDRESS: temporal.address,
      TEMPORAL_NAMESPACE: 'default',
    };
    const plant = new Plant(folder, env.ACCORD_URL, temporal.address, {
      temporal,
      api: program('API', 'api.ts', folder, env),
      worker: program('worker', 'worker.ts', folder, env),
    });
    await plant.start('temporal');
    const others = partNames.filter((name) => name !== 'temporal' && name !== without);
    await Promise.all(others.map((name) => plant.start(name)));
    return plant;
  }

  readonly url: string;
  readonly temporalAddress: string;
  /** How often each part was killed. */
  readonly kills: Record<PartName, number> = { api: 0, worker: 0, temporal: 0 };
  /** Parts that ended though nobody killed them, and how. */
  readonly fell: string[] = [];
  private readonly folder: string;
  private readonly parts: Record<PartName, { start(): Promise<Child> }>;
  private readonly children = new Map<PartName, Child>();
  private readonly struck = new Set<Child>();

  private constructor(
    folder: string,
    url: string,
    temporalAddress: string,
    parts: Record<PartName, { start(): Promise<Child> }>,
  ) {
    this.folder = folder;
    this.url = url;
    this.temporalAddress = temporalAddress;
    this.parts = parts;
  }

  /** Kills a part, -9, and starts it again once `meanwhile` is done. Resolves when it is back. */
  async crash(name: PartName, meanwhile: () => Promise<unknown> = async () => {}): Promise<void> {
    const child = this.children.get(name);
    if (!child) throw new Error(`The ${name} does not run.`);
    this.kills[name]++;
    this.struck.add(child);
    process.kill(child.pid, 'SIGKILL');
    await child.ended;
    await meanwhile();
    await this.start(name);
  }

  async stop(): Promise<void> {
    const children = [...this.children].sort(([one]) => (one === 'temporal' ? 1 : -1));
    for (const [, child] of children) this.struck.add(child);
    for (const [, child] of children) await child.stop(5_000);
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async start(name: PartName): Promise<void> {
    const child = await this.parts[name].start();
    this.children.set(name, child);
    void child.ended.then(async (how) => {
      if (this.struck.has(child)) return;
      this.fell.push(`${name}: ${how}`);
      await this.start(name);
    });
  }
}
