import { randomInt } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

/** The port `name` had last time in this folder when it is free, so that bookmarks last; a free one otherwise. */
export async function rememberedPort(dataDir: string, name: string): Promise<number> {
  const file = join(dataDir, 'ports.json');
  const known: Record<string, number> = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const last = known[name];
  if (last !== undefined && (await isFree(last))) return last;
  const port = await freePort();
  writeFileSync(file, `${JSON.stringify({ ...known, [name]: port }, null, 2)}\n`);
  return port;
}

/** Below the range from which systems draw outgoing connections, so that none of those can take it meanwhile. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_000);
    if (await isFree(port)) return port;
  }
}

export function isFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    // Another error, such as no such address on this machine, does not mean that somebody has the port.
    probe.once('error', (error: NodeJS.ErrnoException) =>
      resolve(!['EADDRINUSE', 'EACCES'].includes(error.code ?? '')),
    );
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}
