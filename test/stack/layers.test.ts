import { spawnSync } from 'node:child_process';
import { expect, test } from '@jest/globals';

test('the layers hold, and the check read the project to find that out', () => {
  const flags = ['--disable-warning=ExperimentalWarning', '.ci/layers.ts'];
  const { stdout, stderr } = spawnSync(process.execPath, flags, { encoding: 'utf8' });
  expect(stderr.trim().split('\n')).toEqual(['']);
  expect(Number(/^Layers: (\d+) modules/m.exec(stdout)?.[1])).toBeGreaterThan(100);
});
