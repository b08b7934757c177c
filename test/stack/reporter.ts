import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { AggregatedResult, Reporter, Test, TestResult } from '@jest/reporters';

/**
 * One line a test file, what failed in full where it failed, and at the end one line a failure and the plain count.
 * The count is the very last line, alone, so that people and programs find it.
 */
export default class PlainReporter implements Pick<Reporter, 'onTestResult' | 'onRunComplete'> {
  onTestResult(_test: Test, result: TestResult): void {
    const failed = result.numFailingTests > 0 || result.testExecError !== undefined;
    const seconds = ((result.perfStats.end - result.perfStats.start) / 1000).toFixed(1);
    const tests = result.testResults.length;
    print(`${failed ? 'FAIL' : 'ok  '}  ${fileOf(result)}  (${tests} test${tests === 1 ? '' : 's'}, ${seconds} s)`);
    if (result.console) for (const { message } of result.console) print(message);
    if (result.failureMessage) print(result.failureMessage);
  }

  onRunComplete(_contexts: unknown, results: AggregatedResult): void {
    const failures = results.testResults.flatMap(failuresOf);
    if (failures.length > 0) print(`\n${failures.join('\n')}\n`);
    const broken = results.testResults.filter((result) => result.testExecError && result.numFailingTests === 0).length;
    const skipped = results.numPendingTests + results.numTodoTests;
    const counts = [`${results.numPassedTests} passed`, `${results.numFailedTests + broken} failed`];
    print([...counts, ...(skipped > 0 ? [`${skipped} skipped`] : [])].join(', '));
  }
}

function failuresOf(result: TestResult): string[] {
  const file = fileOf(result);
  if (result.testExecError) return [`FAIL ${file}: ${inOneLine(result.testExecError.message)}`];
  return result.testResults
    .filter((test) => test.status === 'failed')
    .map((test) => {
      const message = test.failureMessages[0] ?? '';
      const line = message.slice(message.indexOf(file)).match(/^[^\s:]+:(\d+)/)?.[1];
      return `FAIL ${file}${line ? `:${line}` : ''} › ${test.fullName}: ${inOneLine(message)}`;
    });
}

function fileOf(result: TestResult): string {
  return relative(process.cwd(), result.testFilePath);
}

/** What was said, and for a comparison also what was compared. */
function inOneLine(message: string): string {
  const lines = stripVTControlCharacters(message)
    .split('\n')
    .map((line) => line.trim());
  const said = lines.find((line) => line !== '') ?? 'no message';
  return [said, ...lines.filter((line) => /^(Expected|Received)\b.*: ./.test(line))].join('  ');
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
