import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Template } from '../../plan/kit/index.ts';
import type { JsonObject } from '../../plan/plan.ts';

const root = join(import.meta.dirname, '../..');
let scratch = '';
beforeAll(() => {
  scratch = mkdtempSync(join(import.meta.dirname, 'scratch-'));
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

test('the template shown in docs/adding-a-template.md compiles, is composed and could be started', async () => {
  const page = readFileSync(join(root, 'docs/adding-a-template.md'), 'utf8');
  const shown = /```ts\n(.*?)```/s.exec(page)?.[1] ?? '';
  const file = join(scratch, 'desk-move.ts');
  writeFileSync(
    file,
    shown.replace("'../plan/", "'../../../plan/").replace("'./offers/", "'../../../templates/offers/"),
  );
  const config = join(scratch, 'tsconfig.json');
  writeFileSync(config, JSON.stringify({ extends: join(root, 'tsconfig.json'), include: [], files: [file] }));
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  execFileSync(process.execPath, [tsc, '-p', config, '--pretty', 'false'], { stdio: 'inherit' });
  const { deskMove } = (await import(file)) as { readonly deskMove: Template };
  expect(deskMove.problems(deskMove.example as JsonObject)).toEqual([]);
  expect(deskMove.plan.nodes.map(({ id, after }) => [id, after])).toEqual([
    ['move-agreed', []],
    ['assign-desk', ['move-agreed']],
    ['welcome', ['assign-desk']],
  ]);
}, 120_000);
