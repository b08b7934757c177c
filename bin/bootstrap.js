// Runs on a bare machine, on any Node from 18: installs what is missing, then hands over to the same command under
// Node 24, which comes with the packages. Plain JavaScript and no imports from elsewhere, because nothing is installed yet.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, 'node_modules');
const stamp = join(modules, '.accord-installed');
const commands = ['install', 'build', 'start', 'test', 'demo', 'bench', 'prove'];

const [command = '', ...args] = process.argv.slice(2);
if (!commands.includes(command)) fail(`Unknown command "${command}". Known: ${commands.join(', ')}.`);
if (!installed()) await install();
if (command !== 'install') handOver(suitableNode());

/** True when what is in node_modules is what the lock file asks for on this platform. */
function installed() {
  const wanted = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return true;
  if (!matchesLock()) return false;
  remember(wanted);
  return true;
}

async function install() {
  const started = Date.now();
  const fresh = !existsSync(modules);
  console.log(`Installing packages into ${modules} (once; about a minute with an empty npm cache) …`);
  // `npm ci` empties node_modules first, so it is only for a clone without one; `npm install` mends what is there.
  const mend = ['install', '--no-save'];
  const attempts = fresh ? [['ci'], mend] : [mend];
  for (const attempt of attempts) {
    if ((await npm(attempt)) === 0) {
      remember(fingerprint());
      console.log(`Installed packages in ${Math.round((Date.now() - started) / 1000)} s.`);
      return;
    }
    console.error(`npm ${attempt.join(' ')} did not succeed.`);
  }
  fail('The packages could not be installed. The lines above say why; run "npm install" by hand once that is mended.');
}

/**
 * @param {string[]} args
 * @returns {Promise<number>} npm's exit code
 */
function npm(args) {
  const total = lockedPaths().length;
  const progress = setInterval(() => {
    const there = lockedPaths().filter((path) => existsSync(join(root, path, 'package.json'))).length;
    if (there > 0) console.log(`  ${there} of ${total} packages in place`);
  }, 5_000);
  const npmScript = process.env.npm_execpath;
  const options = ['--no-fund', '--no-audit', '--loglevel=error'];
  const child = npmScript?.endsWith('.js')
    ? spawn(process.execPath, [npmScript, ...args, ...options], { cwd: root, stdio: 'inherit' })
    : spawn('npm', [...args, ...options], { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  return new Promise((resolve) => {
    /** @param {number} code */
    const end = (code) => {
      clearInterval(progress);
      resolve(code);
    };
    child.on('exit', (code) => end(code ?? 1));
    child.on('error', (error) => {
      console.error(`npm could not be run: ${error.message}`);
      end(1);
    });
  });
}

function suitableNode() {
  const own = join(modules, '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
  for (const candidate of [own, process.execPath]) {
    if (candidate === own && !existsSync(own)) continue;
    const answer = spawnSync(candidate, ['--version'], { encoding: 'utf8' });
    const [major = 0, minor = 0] = (answer.stdout ?? '').replace('v', '').split('.').map(Number);
    if (answer.status === 0 && (major > 22 || (major === 22 && minor >= 18))) return candidate;
  }
  return fail(
    `Accord runs on Node 24 (at least 22.18); this is ${process.version}, and no Node came with the packages for ` +
      `${process.platform} on ${process.arch}. Install Node 24 (https://nodejs.org) and try again.`,
  );
}

/** @param {string} node */
function handOver(node) {
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', join(root, 'bin', `${command}.ts`), ...args], {
    cwd: root,
    // The channel carries nothing: its end tells the command that we are gone.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: {
      ...process.env,
      PATH: `${join(modules, '.bin')}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH}`,
    },
  });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal));
  }
  // npm hands a signal to its shell only, which then dies without handing it on.
  const parent = process.ppid;
  const orphaned = () => process.ppid !== parent && child.kill('SIGTERM');
  if (process.env.npm_lifecycle_event) setInterval(orphaned, 500).unref();
  child.on('error', (error) => fail(`${node} could not be run: ${error.message}`));
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 1);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

function fingerprint() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  return `${lock} ${process.platform} ${process.arch}\n`;
}

/** Compares with npm's own record of what it installed, for folders installed by hand. */
function matchesLock() {
  const record = join(modules, '.package-lock.json');
  if (!existsSync(record)) return false;
  const there = packagesOf(record);
  const wanted = packagesOf(join(root, 'package-lock.json'));
  return lockedPaths().every((path) => there[path]?.version === wanted[path]?.version);
}

/** Where the packages meant for every platform lie. */
function lockedPaths() {
  const packages = packagesOf(join(root, 'package-lock.json'));
  return Object.keys(packages).filter((path) => path !== '' && packages[path]?.optional !== true);
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean, devOptional?: boolean }>}
 */
function packagesOf(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages;
}

/** @param {string} wanted */
function remember(wanted) {
  try {
    writeFileSync(stamp, wanted);
  } catch {
    // A read-only installation: the comparison with npm's record is made again next time.
  }
}

/**
 * @param {string} sentence
 * @returns {never}
 */
function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}
