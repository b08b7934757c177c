import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { nearest } from '../../bin/nearest.ts';

const root = join(import.meta.dirname, '../..');
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'plan of '));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// Each starts a program of its own, which takes its time on a busy machine.
jest.setTimeout(60_000);

const plan = (...given: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['bin/plan.ts', ...given], {
    cwd: root,
    encoding: 'utf8',
  });
  return { status, stdout, stderr: stderr.replace(/^\(node:.*\n|^\(Use .*\n/gm, '') };
};
const file = (name: string, content: string) => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};

describe('npm run plan', () => {
  test('prints the dates of a template relative to its start date', () => {
    const { status, stdout } = plan('us-digital-service-new-hire', '--start', '2027-03-01');
    expect(status).toBe(0);
    expect(stdout).toMatch(/hr \(America\/New_York\)/);
    expect(stdout).toMatch(/Fill out OGE-450 \(person\) .* due Fri 19 Mar 2027 17:00/);
    expect(stdout).toMatch(/Read the buddy handbook \(buddy\) .* due Thu 25 Feb 2027 17:00/);
  });

  test('takes public holidays as free', () => {
    const { stdout } = plan('employee-onboarding', '--start', '2027-04-28', '--begin', '2027-04-26');
    expect(stdout).toMatch(/26 Apr 2027 09:00 – Thu 29 Apr 2027 09:00 {2}equipment budget/);
  });

  test('prints JSON, and takes fields from a file', () => {
    const input = file('remote hire.json', '{"workplace":"remote","homeAddress":"Delft","applications":[]}');
    const { status, stdout } = plan('employee-onboarding', '--format', 'json', '--input', input);
    expect(status).toBe(0);
    const ids = (JSON.parse(stdout) as { steps: { id: string }[] }).steps.map(({ id }) => id);
    expect(ids).toContain('ship-laptop');
    expect(ids.filter((id) => id.startsWith('grant-access') || id === 'assign-desk')).toEqual([]);
  });

  test.each([
    [
      'an unknown template',
      ['employee-onbording'],
      'There is no template "employee-onbording". Did you mean employee-onboarding?',
    ],
    [
      'one nothing like it',
      ['zzz'],
      'There are employee-onboarding, employee-offboarding, us-digital-service-new-hire.',
    ],
    [
      'an impossible date',
      ['employee-onboarding', '--start', '2027-02-30'],
      '/startDate must be a date such as 2027-03-01',
    ],
    [
      'an impossible begin',
      ['employee-onboarding', '--begin', 'soon'],
      '"soon" is not a date; write it as 2027-03-01.',
    ],
    ['a file that is not there', ['employee-onboarding', '--input', 'nowhere.json'], 'nowhere.json cannot be read'],
    ['an unknown format', ['employee-onboarding', '--format', 'pdf'], 'Allowed choices are text, json, mermaid'],
  ])('answers %s with what to do, and fails', (_, given, message) => {
    const { status, stdout, stderr } = plan(...given);
    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('    at ');
  });

  test('says which field of a file is wrong, or that it holds no fields', () => {
    const wrong = plan('employee-onboarding', '--input', file('a.json', '{"workplace":"remote","sitte":"A"}'));
    expect(wrong.stderr).toContain('  /sitte is not a known field');
    const list = plan('employee-onboarding', '--input', file('b.json', '[]'));
    expect(list.stderr).toContain('should hold an object');
    const broken = plan('employee-onboarding', '--input', file('c.json', '{'));
    expect(broken.stderr).toContain('cannot be read as JSON');
  });
});

test('the nearest word is found by letters, or by a part of it', () => {
  const words = ['employee-onboarding', 'employee-offboarding', 'us-digital-service-new-hire'];
  expect(nearest('Employee-Offboardng', words)).toBe('employee-offboarding');
  expect(nearest('digital', words)).toBe('us-digital-service-new-hire');
  expect(nearest('zz', words)).toBeUndefined();
  expect(nearest('a', [])).toBeUndefined();
});
