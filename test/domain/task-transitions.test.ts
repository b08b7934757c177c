import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { Refused } from '../../domain/problem.ts';
import type { Task } from '../../domain/task/task.entity.ts';
import { isFinished, type TaskStatus, taskStatuses } from '../../plan/facts.ts';
import { amsterdam } from '../plan/offices.ts';
import { at, taskThatIs } from './task-made.ts';

const noon = at('11:00:00');
const verbs: { readonly [verb: string]: (task: Task) => void } = {
  accept: (task) => task.accept('ida', noon),
  start: (task) => task.start('ida', noon, amsterdam),
  wait: (task) => task.wait('ida', false, 'A part is on order.', null, noon, amsterdam),
  'wait for customer': (task) => task.wait('ida', true, 'Which model?', null, noon, amsterdam),
  complete: (task) => task.complete('ida', {}, noon),
  fail: (task) => task.fail('ida', 'It burnt.', noon),
  reject: (task) => task.reject('ida', 'Not ours.', noon),
  reassign: (task) => task.reassign('other team', null),
  cancel: (task) => task.cancel('Not wanted any more.', noon),
  approve: (task) => task.decide('approved', '', noon),
};
const golden = join(import.meta.dirname, 'task-transitions.golden.txt');

test('what each verb makes of a task of each status is as written down', () => {
  const sentences: string[] = [];
  const tables = Object.entries(verbs).map(([verb, act]) => {
    const lines = taskStatuses.map((status) => `  ${status.padEnd(22)}${outcome(status, act, sentences)}`);
    return `${verb}\n${lines.join('\n')}`;
  });
  const list = sentences.map((sentence, index) => `  ${index + 1}. ${sentence}`);
  const now = `${[...tables, `sentences\n${list.join('\n')}`].join('\n\n')}\n`;
  if (process.env.ACCORD_TEST_GOLDEN === 'write') writeFileSync(golden, now);
  expect(now).toBe(readFileSync(golden, 'utf8'));
});

test('a finished task stays as it is, whatever is tried', () => {
  for (const status of taskStatuses.filter(isFinished)) {
    for (const act of Object.values(verbs)) {
      const task = taskThatIs(status, { finishedAt: at('09:00:00'), reason: 'as it was', output: { kept: true } });
      const before = JSON.stringify(task);
      expect(() => act(task)).toThrow(Refused);
      expect(JSON.stringify(task)).toBe(before);
    }
  }
});

test('a verb that is refused changes nothing', () => {
  for (const status of taskStatuses) {
    for (const act of Object.values(verbs)) {
      const task = taskThatIs(status);
      const before = JSON.stringify(task);
      try {
        act(task);
      } catch {
        expect(JSON.stringify(task)).toBe(before);
      }
    }
  }
});

test.each(['fail', 'reject'] as const)('to %s needs a reason', (verb) => {
  const task = taskThatIs('in_progress');
  expect(() => task[verb]('ida', '', noon)).toThrow(
    /^Say why the task is (failed|rejected), for the people who must go on/,
  );
  expect(task.status).toBe('in_progress');
});

test('to wait needs to be said for what', () => {
  expect(() => taskThatIs('in_progress').wait('ida', true, '', null, noon, amsterdam)).toThrow(
    'Say what the task is waiting for.',
  );
});

test('who accepts holds the task; a colleague who completes it leaves it to him', () => {
  const task = taskThatIs('assigned');
  task.accept('ida', noon);
  expect(task.memberId).toBe('ida');
  task.complete('imran', { assetTag: 'A-1' }, noon);
  expect([task.memberId, task.output, task.finishedAt]).toEqual(['ida', { assetTag: 'A-1' }, noon]);
});

test.each(['start', 'wait', 'complete', 'fail', 'reject'])(
  'who is first to %s a task that nobody holds, holds it',
  (verb) => {
    const task = taskThatIs('assigned');
    verbs[verb]?.(task);
    expect(task.memberId).toBe('ida');
  },
);

test('a second to accept is told that somebody else was first', () => {
  const task = taskThatIs('assigned');
  task.accept('ida', noon);
  expect(() => task.accept('imran', noon)).toThrow('This task is already accepted: somebody else has taken it.');
});

test('a task handed on while somebody works it is free to be accepted and begun again', () => {
  const task = taskThatIs('in_progress', { memberId: 'ida' });
  task.reassign('other team', null);
  expect([task.status, task.teamId, task.memberId]).toEqual(['assigned', 'other team', null]);
  task.accept('imran', noon);
  task.start('imran', noon, amsterdam);
  expect([task.status, task.memberId]).toEqual(['in_progress', 'imran']);
});

test.each(['approval', 'automation'] as const)('an %s is not handed on', (category) => {
  expect(() => taskThatIs('assigned', { category }).reassign('team', null)).toThrow(
    `An ${category} task is not reassigned.`,
  );
});

function outcome(status: TaskStatus, act: (task: Task) => void, sentences: string[]): string {
  const task = taskThatIs(status);
  try {
    act(task);
    return task.status;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const sentence = error.message.replace(new RegExp(`\\b${status}\\b`), '(its status)');
    const known = sentences.indexOf(sentence);
    return `refused, sentence ${known === -1 ? sentences.push(sentence) : known + 1}`;
  }
}
