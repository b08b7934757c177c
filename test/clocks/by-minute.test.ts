import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';

const run = promisify(execFile);

// In a process of its own: within Jest the same takes ten times as long.
test('100,000 questions in every zone that changes its clocks are answered as counting minute by minute does', async () => {
  const args = ['--disable-warning=ExperimentalWarning', 'bin/prove.ts', 'clocks', '--cases', '100000', '--json'];
  const { stdout } = await run(process.execPath, args);
  const { cases, divergences, zones } = JSON.parse(stdout);
  expect(divergences).toBe(0);
  expect(cases).toBeGreaterThanOrEqual(100_000);
  expect(zones).toBeGreaterThan(100);
}, 300_000);
