import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { figures } from '../../bench/figures.ts';

const run = promisify(execFile);
const bench = (...args: string[]) =>
  run(process.execPath, ['--disable-warning=ExperimentalWarning', join('bin', 'bench.ts'), ...args]);

test('a short run prints every figure once, as a number', async () => {
  const { stdout } = await bench('--quick', '--n', '5', '--seconds', '150');
  const lines = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { name: string; value: unknown });
  expect(lines.map(({ name }) => name).sort()).toEqual(Object.keys(figures).sort());
  expect(lines.filter(({ value }) => !Number.isFinite(value))).toEqual([]);
}, 180_000);

test('what it does not know is refused before anything is started', async () => {
  await expect(bench('--n', 'many')).rejects.toMatchObject({ stderr: expect.stringContaining('--n many') });
  await expect(bench('--fast')).rejects.toMatchObject({ stderr: expect.stringContaining('--quick') });
});
