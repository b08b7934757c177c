import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';

const here = import.meta.dirname;
const root = join(here, '../..');
const files = ['mistakes/nine.ts', 'mistakes/more.ts'];
let scratch = '';

beforeAll(() => {
  // Out of the way of a type check of the whole: some of what is written here does not compile.
  mkdirSync(join(root, '.accord'), { recursive: true });
  scratch = mkdtempSync(join(root, '.accord', 'types-'));
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

// Each starts a compiler of its own, which takes its time on a busy machine.
jest.setTimeout(120_000);

describe('the compiler', () => {
  test('refuses every mistake of a process designer, and nothing that is right', () => {
    expect(errorsIn([...files, 'right.ts'].map((file) => join(here, file)))).toEqual([]);
  });

  test('knows all nine mistakes and at least sixteen further ones', () => {
    const nine = markers(files[0]!).flatMap((line) => /expect-error (\d):/.exec(line)?.[1] ?? []);
    expect([...new Set(nine)].sort()).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9']);
    expect(markers(files[1]!).length).toBeGreaterThanOrEqual(16);
  });

  test('reports each of them at its own line, were it not expected', () => {
    for (const file of files) {
      const lines = readFileSync(join(here, file), 'utf8').split('\n');
      const expected = lines.flatMap((line, at) => (line.includes('@ts-expect-error') ? [at + 2] : []));
      const copy = join(scratch, file.replace('/', '-'));
      const text = lines.map((line) => line.replace('@ts-expect-error', 'a mistake:')).join('\n');
      writeFileSync(
        copy,
        text.replace(/'((?:\.\.\/)+[^']*)'/g, (_, path) => `'${fromScratch(file, path)}'`),
      );
      const found = [...new Set(errorsIn([copy]).map((error) => Number(/\((\d+),/.exec(error)?.[1])))];
      expect(found.length).toBe(expected.length);
      found
        .sort((a, b) => a - b)
        .forEach((line, at) => {
          expect(line).toBeGreaterThanOrEqual(expected[at]!);
          expect(line).toBeLessThan(expected[at + 1] ?? Number.POSITIVE_INFINITY);
        });
    }
  });

  test('complains of a mistake that is announced but not made', () => {
    const copy = join(scratch, 'unused.ts');
    writeFileSync(copy, '// @ts-expect-error nothing is wrong here\nexport const fine = 1;\n');
    expect(errorsIn([copy])).toEqual([expect.stringContaining('TS2578')]);
  });
});

const markers = (file: string) =>
  readFileSync(join(here, file), 'utf8')
    .split('\n')
    .filter((line) => line.includes('@ts-expect-error'));

const fromScratch = (file: string, path: string) => {
  const target = relative(scratch, join(here, file, '..', path));
  return target.startsWith('.') ? target : `./${target}`;
};

/** One line per error of type checking these files under the project's own strictness. */
function errorsIn(paths: readonly string[]): readonly string[] {
  const config = join(scratch, 'tsconfig.json');
  writeFileSync(config, JSON.stringify({ extends: join(root, 'tsconfig.json'), include: [], files: paths }));
  try {
    execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', config, '--pretty', 'false']);
    return [];
  } catch (error) {
    const { stdout } = error as { stdout: Buffer };
    return stdout
      .toString()
      .split('\n')
      .filter((line) => /error TS\d+/.test(line));
  }
}
