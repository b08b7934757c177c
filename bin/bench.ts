import { DefaultLogger, Runtime } from '@temporalio/worker';
import { readOptions } from '../bench/options.ts';
import { run } from '../bench/run.ts';
import { benchStack } from '../bench/stack.ts';
import { runWeb } from '../bench/web/run.ts';
import { buildPages } from './pages.ts';
import { explain, Problem } from './problem.ts';
import { chromiumPath } from './stack/chromium.ts';
import { onInterrupt } from './stack/interrupt.ts';

// What is printed to people goes to stderr, whoever prints it: stdout is for the figures, a line of JSON each.
console.log = console.error;
const began = performance.now();
const say = (line: string) =>
  console.error(`${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  ${line}`);

try {
  await bench();
  process.exit(0);
} catch (error) {
  console.error(explain(error));
  process.exit(1);
}

/** One run on servers of its own, which are gone at the end. */
async function bench(): Promise<void> {
  // `web` measures the pages instead, in a browser.
  const [first, ...rest] = process.argv.slice(2);
  const web = first === 'web';
  const options = readOptions(web ? rest : process.argv.slice(2));
  const browser = web ? await chromiumPath(say) : undefined;
  if (web) await buildPages();
  const stopping = new AbortController();
  onInterrupt(() => stopping.abort(new Problem('Interrupted.')));
  const tooLong = new Problem(`It did not come to an end within ${options.seconds} s: this machine is busy or slow.`);
  setTimeout(() => stopping.abort(tooLong), options.seconds * 1000).unref();
  Runtime.install({ logger: new DefaultLogger('WARN'), shutdownSignals: [] });
  const stack = await benchStack(say);
  try {
    say('PostgreSQL and Temporal are up');
    if (browser) await runWeb(browser, stack, say, stopping.signal);
    else await run(options, stack, say, stopping.signal);
  } finally {
    await stack.stop();
    say('Everything is stopped and thrown away');
  }
}
