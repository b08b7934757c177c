import { describe, expect, test } from '@jest/globals';
import type { Json, JsonObject, TaskNode } from '../../plan/plan.ts';
import { problemsOf, validateInput } from '../../plan/validate.ts';
import { example } from '../types/cast.ts';
import { right } from '../types/right.ts';

const input = example as JsonObject;
const { plan } = right;
const task = (id: string) => plan.nodes.find((node) => node.id === id) as TaskNode;

/** From the plan alone, as for a pinned one, and with the template's own schema: the same must be found. */
function found(value: Json) {
  const alone = validateInput(plan, value);
  expect(right.problems(value).map(({ pointer }) => pointer)).toEqual(alone.map(({ pointer }) => pointer));
  return alone;
}

describe('the input of a process', () => {
  test('that fits has no problems', () => {
    expect(found(input)).toEqual([]);
  });

  test.each<[string, Json, string, string]>([
    ['a field that is missing', without('nickname'), '/nickname', 'is missing'],
    ['an unknown field', { ...input, nick: 'A' }, '/nick', 'is not a known field'],
    ['a wrong type', { ...input, contractor: 'no' }, '/contractor', 'must be boolean, received string'],
    ['a value that is no choice', { ...input, workplace: 'moon' }, '/workplace', 'must be one of "onsite"|"remote"'],
    ['an impossible date', { ...input, startDate: '2027-02-30' }, '/startDate', 'must be a date such as 2027-03-01'],
    [
      'a date with a time',
      { ...input, startDate: '2027-03-01T09:00' },
      '/startDate',
      'must be a date such as 2027-03-01',
    ],
    ['somebody who is not an id', { ...input, manager: 'marta' }, '/manager', 'must be the id of a person'],
    [
      'a fault in a list',
      { ...input, applications: ['mail', 7] },
      '/applications/1',
      'must be string, received number',
    ],
    ['a fault deep down', { ...input, rooms: [{ name: 'a' }] }, '/rooms/0/keys', 'is missing'],
    ['no object at all', ['x'], '', 'must be object, received array'],
    ['nothing', null, '', 'must be object, received null'],
  ])('with %s is refused', (_, value, pointer, message) => {
    expect(found(value)).toEqual([{ pointer, message }]);
  });

  test('with several faults has them all named, each once', () => {
    const value = { ...input, startDate: 'soon', manager: 'marta', extra: 1, more: 2 };
    expect(
      found(value)
        .map(({ pointer }) => pointer)
        .sort(),
    ).toEqual(['/extra', '/manager', '/more', '/startDate']);
  });

  test('must have an optional field that a step needs which happens', () => {
    expect(found(without('site'))).toEqual([{ pointer: '/site', message: 'is missing, and "assign desk" needs it' }]);
    expect(found({ ...(without('site') as JsonObject), workplace: 'remote' })).toEqual([]);
  });

  test('with lists too long is refused rather than started', () => {
    const problems = found({ ...input, applications: Array.from({ length: 3_000 }, () => 'mail') });
    expect(problems).toEqual([{ pointer: '', message: expect.stringContaining('more than 2,000 steps') }]);
  });
});

describe('the outputs of a task', () => {
  test('are checked against the plan alone', () => {
    const { output } = task('prepare-laptop');
    const given = { assetTag: 'A1', readyOn: '2027-03-01', spares: [] };
    expect(problemsOf(output, given)).toEqual([]);
    expect(problemsOf(JSON.parse(JSON.stringify(output)), { ...given, readyOn: '2027-13-01', x: 1 })).toEqual([
      { pointer: '/readyOn', message: 'must be a date such as 2027-03-01' },
      { pointer: '/x', message: 'is not a known field' },
    ]);
    expect(problemsOf(output, undefined)).toEqual([{ pointer: '', message: 'is missing' }]);
    expect(problemsOf(task('grant-access').output, {})).toEqual([]);
  });
});

function without(field: string): Json {
  const { [field]: _, ...rest } = input;
  return rest;
}
