import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startChild, tail } from '../../bin/stack/child.ts';
import { ensureNamespace, searchAttributes } from '../../bin/stack/namespace.ts';
import { freePort } from '../../bin/stack/ports.ts';
import { temporalCli } from '../../bin/stack/temporal-cli.ts';

export type OwnTemporal = { readonly address: string; readonly namespace: string; readonly stop: () => Promise<void> };

/** A Temporal server apart, in memory, with these settings of its dynamic configuration. */
export async function ownTemporal(settings: { readonly [key: string]: string }): Promise<OwnTemporal> {
  const folder = mkdtempSync(join(tmpdir(), 'accord-temporal-'));
  const [port, uiPort] = [await freePort(), await freePort()];
  const all = { 'frontend.WorkflowTimeSkippingEnabled': 'true', ...settings };
  const log = join(folder, 'temporal.log');
  const child = startChild({
    name: 'Temporal',
    command: await temporalCli(folder, () => {}),
    args: [
      ...[
        'server',
        'start-dev',
        '--ip',
        '127.0.0.1',
        '--port',
        `${port}`,
        '--ui-port',
        `${uiPort}`,
        '--log-level',
        'warn',
      ],
      ...Object.entries(all).flatMap(([key, value]) => ['--dynamic-config-value', `${key}=${value}`]),
      ...searchAttributes.flatMap((name) => ['--search-attribute', `${name}=Keyword`]),
    ],
    cwd: folder,
    log,
    run: join(folder, 'run'),
    stopSignal: 'SIGTERM',
  });
  const address = `127.0.0.1:${port}`;
  const stop = async () => {
    await child.stop(0);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await ensureNamespace(address, 'default', 30_000, child.end);
  } catch (error) {
    const said = tail(log);
    await stop();
    throw new Error(`Temporal did not start: ${said}`, { cause: error });
  }
  return { address, namespace: 'default', stop };
}
