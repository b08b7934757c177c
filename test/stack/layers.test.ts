import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';

test('the layers hold, and the check read the project to find that out', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['.ci/layers.ts']);
  const [, modules, wrong] = /^Layers: (\d+) modules, \d+ imports, (\d+) wrong\.$/m.exec(stdout) ?? [];
  expect(Number(modules)).toBeGreaterThan(100);
  expect(wrong).toBe('0');
});
