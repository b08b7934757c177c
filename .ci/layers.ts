import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire, stripTypeScriptTypes } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';
import { cruise, type ICruiseResult, type IForbiddenRuleType } from 'dependency-cruiser';

// `npm run check`: are the layers still what docs and .dependency-cruiser.cjs say? Says how much it read, because a
// checker that reads nothing finds nothing.

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { forbidden, options } = createRequire(import.meta.url)('../.dependency-cruiser.cjs') as {
  forbidden: IForbiddenRuleType[];
  options: object;
};
const layers = [
  'plan',
  'templates',
  'workflows',
  'domain',
  'activities',
  'relay',
  'notices',
  'api',
  'migrations',
  'cli',
  'demo',
  'bench',
  'bin',
  'web',
];
const there = layers.filter((layer) => sourcesOf(layer).length > 0);

const stripped = copyOf(plain);
const pages = copyOf((file, source) => (file.startsWith('web/') ? importsIn(source) : ''));
try {
  // The parser reads no JSX: of the pages it is given what runs, and their imports by themselves.
  const written = await check(
    root,
    there.filter((layer) => layer !== 'web'),
    forbidden.filter((rule) => !atRunTime(rule) && !ofPages(rule)),
  );
  const running = await check(stripped, there, forbidden.filter(atRunTime));
  const importing = await check(pages, there, forbidden.filter(ofPages));
  const found = [...new Set([written, running, importing].flatMap(violationsOf))];
  for (const line of found) console.error(line);
  const { totalCruised } = written.summary;
  const unread = there.filter(
    (layer) =>
      ![running, importing].every(({ modules }) => modules.some(({ source }) => source.startsWith(`${layer}/`))),
  );
  if (unread.length > 0) console.error(`Nothing was read in ${unread.join(', ')}: the check itself is broken.`);
  console.log(
    `Layers: ${totalCruised} modules, ${written.summary.totalDependenciesCruised} imports, ${found.length} wrong.`,
  );
  process.exitCode = found.length > 0 || unread.length > 0 ? 1 : 0;
} finally {
  for (const copy of [stripped, pages]) rmSync(copy, { recursive: true });
}

function atRunTime(rule: IForbiddenRuleType): boolean {
  return rule.name?.startsWith('running-') ?? false;
}

function ofPages(rule: IForbiddenRuleType): boolean {
  return rule.name?.startsWith('web-') ?? false;
}

async function check(baseDir: string, folders: string[], rules: IForbiddenRuleType[]): Promise<ICruiseResult> {
  const { output } = await cruise(folders, { ...options, baseDir, validate: true, ruleSet: { forbidden: rules } });
  return output as ICruiseResult;
}

function violationsOf(result: ICruiseResult): string[] {
  return result.summary.violations.map(({ rule, from, to, cycle, via }) => {
    const way = [...(cycle ?? via ?? [])].map(({ name }) => name);
    return `${rule.name}: ${from} → ${way.length > 0 ? way.join(' → ') : to}`;
  });
}

/** A copy of all layers, each file as `text` puts it. */
function copyOf(text: (file: string, source: string) => string): string {
  const copy = mkdtempSync(join(tmpdir(), 'accord-layers-'));
  for (const file of there.flatMap(sourcesOf)) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    writeFileSync(join(copy, file), text(file, readFileSync(join(root, file), 'utf8')));
  }
  cpSync(join(root, 'package.json'), join(copy, 'package.json'));
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

/** Every import is one that runs. */
function plain(file: string, source: string): string {
  if (!file.endsWith('.tsx')) return stripTypeScriptTypes(source);
  const parser = { syntax: 'typescript', tsx: true } as const;
  return transformSync(source, { jsc: { parser, target: 'es2022', transform: { react: { runtime: 'automatic' } } } })
    .code;
}

/** Nothing but what is imported, and be it a type. */
function importsIn(source: string): string {
  const named = source.matchAll(/(?:^(?:import|export)\s[^;=]*?\sfrom |^import |\bimport\()'([^'\n]+)'/gm);
  return [...named].map(([, path]) => `import '${path}';`).join('\n');
}

function sourcesOf(layer: string): string[] {
  if (!existsSync(join(root, layer))) return [];
  const files = readdirSync(join(root, layer), { recursive: true, encoding: 'utf8' });
  return files.filter((file) => /\.tsx?$/.test(file)).map((file) => join(layer, file));
}
