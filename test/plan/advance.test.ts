import { expect, test } from '@jest/globals';
import type { Expr, Json, JsonObject, Moment, NodeId, Plan, PlanNode } from '../../plan/plan.ts';
import { startedAt, World } from './advance-world.ts';
import { base, task } from './steps.ts';

const output = (node: NodeId, ...path: string[]): Expr => ({ is: 'output', node, path });
const input = (...path: string[]): Expr => ({ is: 'input', path });
const inCase = (node: NodeId, equals: string) => ({ when: [{ on: output(node, 'kind'), equals }] });
const milestone = (id: NodeId, after: readonly NodeId[], more = {}): PlanNode => ({
  ...base(id, after),
  kind: 'milestone',
  ...more,
});
const hoursAfter = (amount: number, ...of: NodeId[]): Moment => ({
  from: { is: 'completion', of },
  offset: { amount, unit: 'hours' },
  edge: 'end',
});
const on = (date: string): Moment => ({
  from: { is: 'date', date: { is: 'const', value: date } },
  offset: { amount: 0, unit: 'days' },
  edge: 'start',
});

function begin(
  nodes: readonly PlanNode[],
  given: JsonObject = {},
  returns: Expr = { is: 'const', value: null },
): World {
  const world = new World({ plan: { nodes, output: returns } as unknown as Plan, input: given, nodes });
  world.settle();
  return world;
}
function finish(
  world: World,
  id: NodeId,
  handed: Json = null,
  status: 'completed' | 'failed' | 'canceled' = 'completed',
) {
  world.finish(id, status, handed);
  world.settle();
}
const at = (hour: string) => `2027-03-01T${hour}:00.000Z`;
const inputOf = (world: World, id: NodeId) =>
  world.activated.findLast(({ activation }) => activation.node.id === id)?.activation.input;
const dueOf = (world: World, id: NodeId) => world.facts.get(id)?.due;

test('of the cases of a match on an output one is taken, and what follows waits for that one only', () => {
  const world = begin([
    task('ask', []),
    task('desk', ['ask'], undefined, inCase('ask', 'onsite')),
    task('parcel', ['ask'], undefined, inCase('ask', 'remote')),
    task('welcome', ['ask', 'desk', 'parcel']),
  ]);
  expect(world.open()).toEqual(['ask']);
  finish(world, 'ask', { kind: 'remote' });
  expect(world.open()).toEqual(['parcel']);
  expect(world.facts.get('desk')).toMatchObject({ status: 'canceled', round: 1 });
  expect(world.facts.get('desk')?.activatedAt).toBeUndefined();
  finish(world, 'parcel');
  expect(world.open()).toEqual(['welcome']);
});

test('a case that is not taken releases what follows at once, whatever else it would have waited for', () => {
  const world = begin([
    task('ask', []),
    task('budget', []),
    task('desk', ['ask', 'budget'], undefined, inCase('ask', 'onsite')),
    task('welcome', ['desk']),
  ]);
  finish(world, 'ask', { kind: 'remote' });
  expect(world.open()).toEqual(['budget', 'welcome']);
});

test('a match on what a case not taken would have handed over takes no case either', () => {
  const world = begin([
    task('ask', []),
    task('desk', ['ask'], undefined, inCase('ask', 'onsite')),
    task('badge', ['desk'], undefined, inCase('desk', 'a')),
    task('end', ['badge']),
  ]);
  finish(world, 'ask', { kind: 'remote' });
  expect(world.open()).toEqual(['end']);
});

test('an end that comes with skipping a case still has its output', () => {
  const nodes = [task('ask', []), task('desk', ['ask'], undefined, inCase('ask', 'onsite'))];
  const returns: Expr = {
    is: 'match',
    on: output('ask', 'kind'),
    cases: { onsite: output('desk', 'desk'), remote: input('home') },
  };
  const world = begin(nodes, { home: 'Elm Street 1' }, returns);
  finish(world, 'ask', { kind: 'remote' });
  expect([world.status, world.output, world.facts.get('desk')?.status]).toEqual([
    'completed',
    'Elm Street 1',
    'canceled',
  ]);
});

test('canceling releases successors, who get what the canceled task would have handed over as missing', () => {
  const fields: Expr = { is: 'object', fields: { login: output('login', 'username'), site: input('site') } };
  const laptop = (id: NodeId): PlanNode => ({ ...task(id, ['login']), with: fields }) as PlanNode;
  const world = begin([task('login', []), laptop('laptop')], { site: 'Utrecht' });
  finish(world, 'login', null, 'canceled');
  expect(inputOf(world, 'laptop')).toEqual({ site: 'Utrecht' });
});

test('a task canceled before its turn releases its successors when its own predecessors are still at work', () => {
  const world = begin([task('login', []), task('laptop', ['login']), task('welcome', ['laptop'])]);
  finish(world, 'laptop', null, 'canceled');
  expect(world.open()).toEqual(['login', 'welcome']);
  finish(world, 'welcome');
  expect(world.status).toBe('in_progress');
});

test('a failure halts its successors only; a new round of it goes on', () => {
  const world = begin([task('login', []), task('laptop', ['login']), task('desk', []), task('badge', ['desk'])]);
  finish(world, 'login', null, 'failed');
  expect([world.status, world.open()]).toEqual(['progress_halted', ['desk']]);
  finish(world, 'desk');
  expect([world.status, world.open()]).toEqual(['progress_halted', ['badge']]);
  world.retry('login');
  world.settle();
  expect([world.status, world.open()]).toEqual(['in_progress', ['badge', 'login']]);
  expect(world.facts.get('login')?.round).toBe(2);
});

test('a process does not end while something has failed, and ends when that is given up', () => {
  const world = begin([task('login', []), task('desk', [])]);
  finish(world, 'login', null, 'failed');
  finish(world, 'desk');
  expect(world.status).toBe('progress_halted');
  world.retry('login');
  world.set('login', { status: 'canceled', activatedAt: world.at, finishedAt: world.at });
  world.settle();
  expect(world.status).toBe('completed');
});

test('a milestone is reached with its predecessors, and with its date if that comes later', () => {
  const world = begin([
    task('login', []),
    milestone('ready', ['login'], { notBefore: on('2027-03-02') }),
    task('welcome', ['ready'], undefined, { due: hoursAfter(3, 'ready') }),
  ]);
  finish(world, 'login');
  expect([world.open(), world.wakeAt]).toEqual([[], '2027-03-02T08:00:00.000Z']);
  world.at = '2027-03-02T07:59:59.999Z';
  world.settle();
  expect(world.open()).toEqual([]);
  world.at = '2027-03-02T09:15:00.000Z';
  world.settle();
  // Looked at late: it was reached on its date all the same.
  expect([world.open(), dueOf(world, 'welcome')]).toEqual([['welcome'], '2027-03-02T11:00:00.000Z']);
});

test('a milestone that comes last keeps the process open until its date', () => {
  const world = begin([task('login', []), milestone('first day', ['login'], { notBefore: on('2027-03-02') })]);
  finish(world, 'login');
  expect([world.status, world.wakeAt]).toEqual(['in_progress', '2027-03-02T08:00:00.000Z']);
  world.at = world.wakeAt as string;
  world.settle();
  expect(world.status).toBe('completed');
});

test('what is relative to a milestone without predecessors counts from the start', () => {
  const world = begin([
    milestone('kick-off', []),
    task('login', ['kick-off'], undefined, { due: hoursAfter(2, 'kick-off') }),
  ]);
  expect(dueOf(world, 'login')).toBe(at('10:00'));
});

test('what is relative to the completion of cases counts from the one taken, looked at in whatever steps', () => {
  const due = { due: hoursAfter(1, 'desk', 'parcel'), notBefore: hoursAfter(1, 'desk') };
  const world = begin([
    task('ask', []),
    task('desk', ['ask'], undefined, inCase('ask', 'onsite')),
    task('parcel', ['ask'], undefined, inCase('ask', 'remote')),
    task('welcome', ['ask', 'desk', 'parcel'], undefined, due),
  ]);
  world.at = at('12:00');
  finish(world, 'ask', { kind: 'remote' });
  world.at = at('13:00');
  finish(world, 'parcel');
  // `desk` did not happen: nothing is counted from the moment that became known.
  expect([world.open(), dueOf(world, 'welcome')]).toEqual([['welcome'], at('14:00')]);
});

test('what is relative to cases none of which is taken counts from the start', () => {
  const world = begin([
    task('ask', []),
    task('desk', ['ask'], undefined, inCase('ask', 'onsite')),
    task('welcome', ['desk'], undefined, { notBefore: hoursAfter(30, 'desk') }),
  ]);
  world.at = at('12:00');
  finish(world, 'ask', { kind: 'remote' });
  expect([world.open(), world.wakeAt]).toEqual([[], '2027-03-02T14:00:00.000Z']);
  world.settle();
  expect(world.wakeAt).toBe('2027-03-02T14:00:00.000Z');
});

test('it is to be woken at the first of a clock, a due that is near, the end of a wait and an opening', () => {
  const nodes = [
    task('login', [], { amount: 8, unit: 'workingHours' }),
    task('laptop', [], undefined, { notBefore: on('2027-03-02') }),
  ];
  const world = begin(nodes);
  expect(world.wakeAt).toBe(at('14:00'));
  world.set('login', { status: 'waiting_for', waitingUntil: at('11:30') });
  expect(world.decide().wakeAt).toBe(at('11:30'));
  world.at = at('14:00');
  world.settle();
  expect(world.wakeAt).toBe('2027-03-01T16:00:00.001Z');
  world.at = '2027-03-01T16:00:00.001Z';
  world.settle();
  expect(world.wakeAt).toBe('2027-03-02T08:00:00.000Z');
});

test('an approval asks every person once, however its approvers are listed', () => {
  const show: Expr = { is: 'object', fields: { model: input('model') } };
  const approvers = [input('manager'), input('board'), { is: 'const', value: null } as Expr];
  const approval: PlanNode = { ...base('budget', []), kind: 'approval', approvers, required: 2, show };
  const world = begin([approval], { manager: 'm', board: ['b', 'm'], model: 'fast' });
  expect(world.activated[0]?.activation).toMatchObject({ people: ['m', 'b'], input: { model: 'fast' }, round: 1 });
});

test('nothing is decided about a process that is over', () => {
  const world = begin([task('login', [])]);
  world.status = 'completed';
  expect(world.decide()).toEqual({ activate: [], skip: [], status: 'completed' });
  expect(world.at).toBe(startedAt);
});
