import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from '@jest/globals';

test('the layers hold, and the check read the project to find that out', () => {
  const { stdout, stderr } = checkIn(process.cwd());
  expect(stderr.trim().split('\n')).toEqual(['']);
  expect(Number(/^Layers: (\d+) modules/m.exec(stdout)?.[1])).toBeGreaterThan(100);
});

test('an area of the pages imports no other, not even a type of it, but the inbox those of tasks', () => {
  const folder = project({
    'web/pages/trade/list.tsx':
      "import type { Row } from '../house/row.ts';\nexport const List = (row: Row) => <p>{row}</p>;",
    'web/pages/house/row.ts': "export type Row = string;\nexport const page = () => import('../inbox/page.tsx');",
    'web/pages/inbox/page.tsx':
      "import {\n  rest,\n} from '../tasks/rest.ts';\nexport { name } from '../house/name.ts';\n",
    'web/pages/tasks/rest.ts': "import './own.ts';\nimport '../../parts/name.ts';\nexport const rest = 1;",
    'web/pages/tasks/own.ts': '',
    'web/pages/house/name.ts': "export const name = '';",
    'web/parts/name.ts': "import '../pages/tasks/own.ts';",
  });
  const { stderr } = checkIn(folder);
  rmSync(folder, { recursive: true });
  expect(stderr.trim().split('\n').sort()).toEqual([
    'web-areas-stand-apart: web/pages/house/row.ts → web/pages/inbox/page.tsx',
    'web-areas-stand-apart: web/pages/trade/list.tsx → web/pages/house/row.ts',
    'web-inbox-knows-tasks-only: web/pages/inbox/page.tsx → web/pages/house/name.ts',
    'web-shares-no-pages: web/parts/name.ts → web/pages/tasks/own.ts',
  ]);
});

const checkIn = (folder: string) =>
  spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', '.ci/layers.ts'], {
    cwd: folder,
    encoding: 'utf8',
  });

/** A project of these files, checked as this one is. */
function project(files: { readonly [path: string]: string }): string {
  const folder = mkdtempSync(join(tmpdir(), 'accord-checked-'));
  for (const path of ['.ci/layers.ts', '.dependency-cruiser.cjs', 'package.json']) cpSync(path, join(folder, path));
  symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}
