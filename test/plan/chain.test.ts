import { expect, test } from '@jest/globals';
import { chainTo, type Story } from '../../plan/chain.ts';
import type { Round } from '../../plan/elapsed.ts';
import type { Guard, NodeId, PlanNode } from '../../plan/plan.ts';
import { amsterdam } from './offices.ts';
import { base, input, nothing, relative, startedAt, task } from './steps.ts';

const on = (day: number, time = '12:00:00.000') => `2027-03-${String(day).padStart(2, '0')}T${time}Z`;

/** A round that was open from one day in March to another. */
const done = (node: NodeId, from: string, to: string, more: Partial<Round> = {}): Round => ({
  ...{ node, round: 1, status: 'completed', account: 'it', stops: [], activatedAt: from, finishedAt: to },
  ...more,
});
const still = (node: NodeId, from: string, more: Partial<Round> = {}): Round => ({
  ...{ node, round: 1, status: 'assigned', account: 'it', stops: [], activatedAt: from },
  ...more,
});
const yet = (node: NodeId, more: Partial<Round> = {}): Round => ({
  ...{ node, round: 1, status: 'registered', stops: [] },
  ...more,
});

function story(nodes: readonly PlanNode[], rounds: readonly Round[], more: Partial<Story> = {}): Story {
  const plan = { nodes, output: nothing } as unknown as Story['facts']['plan'];
  const last = new Map(rounds.map(({ account: _, stops: __, ...fact }) => [fact.node, fact]));
  const facts = { plan, input, calendar: amsterdam, status: 'in_progress' as const, startedAt, nodes: last };
  return { facts, nodes, rounds, owner: 'hr', at: on(20), ...more };
}
/** `what node account from day-to day`. */
const told = (one: Story, node?: NodeId, round = 1) =>
  chainTo(one, node === undefined ? undefined : { node, round }).map(({ what, node: of, account, from, to }) =>
    [what, of, account, `${from.slice(8, 10)}-${to.slice(8, 10)}`].filter((part) => part !== undefined).join(' '),
  );

const two = [task('laptop', []), task('login', []), task('desk', ['laptop', 'login'])];

test('of two predecessors the one that finished last is in the chain; the other one had time', () => {
  const rounds = [done('laptop', startedAt, on(3)), done('login', startedAt, on(5)), done('desk', on(5), on(8))];
  expect(told(story(two, rounds), 'desk')).toEqual(['work login it 01-05', 'work desk it 05-08']);
});

test('of two that are still open it is the one that is foreseen to finish last', () => {
  const rounds = [still('laptop', startedAt), still('login', on(2)), yet('desk')];
  const foreseen = new Map([
    ['laptop', on(30)],
    ['login', on(25)],
    ['desk', on(31)],
  ]);
  const late = story(two, rounds, { foreseen });
  expect(told(late, 'desk')).toEqual(['work laptop it 01-20']);
  expect(told(late)).toEqual(['work laptop it 01-20']);
  expect(told({ ...late, foreseen: new Map([['login', on(30)]]) }, 'desk')).toEqual([
    'product login 01-02',
    'work login it 02-20',
  ]);
});

test('a date that was waited for is the plan’s own time, also while it is still ahead', () => {
  // The start of Monday the 8th, by the clock of Amsterdam.
  const nodes = [task('login', []), task('desk', ['login'], undefined, { notBefore: relative(-2, 'days', 'start') })];
  const before = [done('login', startedAt, on(3)), yet('desk')];
  expect(told(story(nodes, before, { at: on(5) }), 'desk')).toEqual(['work login it 01-03', 'planned desk 03-05']);
  const after = [done('login', startedAt, on(3)), done('desk', on(8, '08:00:00.250'), on(9))];
  const links = chainTo(story(nodes, after), { node: 'desk', round: 1 });
  expect(links.map(({ what, from, to }) => [what, from, to])).toEqual([
    ['work', startedAt, on(3)],
    ['planned', on(3), on(8, '08:00:00.000')],
    ['product', on(8, '08:00:00.000'), on(8, '08:00:00.250')],
    ['work', on(8, '08:00:00.250'), on(9)],
  ]);
  expect(links[1]?.notBefore).toBe(on(8, '08:00:00.000'));
});

test('a case that was not taken is passed through to what decided about it', () => {
  const when: Guard[] = [{ on: { is: 'output', node: 'login', path: ['place'] }, equals: 'onsite' }];
  const nodes = [task('login', []), task('parcel', ['login'], undefined, { when }), task('desk', ['parcel'])];
  const skipped = {
    node: 'parcel',
    round: 1,
    status: 'canceled',
    stops: [],
    finishedAt: on(4, '12:00:01.000'),
  } as const;
  const login = { ...done('login', startedAt, on(4)), output: { place: 'remote' } };
  const rounds = [login, skipped, done('desk', on(4, '12:00:01.000'), on(6))];
  expect(told(story(nodes, rounds), 'desk')).toEqual([
    'work login it 01-04',
    'product parcel 04-04',
    'work desk it 04-06',
  ]);
});

test('stops, failures and a suspended trust are the time of whoever let it wait', () => {
  const stops = [{ from: on(2), to: on(3) }];
  const failed = done('login', startedAt, on(5), { status: 'failed', stops, retriedAt: on(9) });
  const again = still('login', on(12), { round: 2, held: { from: on(10), account: 'it' } });
  expect(told(story([task('login', [])], [failed, again]), 'login', 2)).toEqual([
    'work login it 01-02',
    'stopped login hr 02-03',
    'work login it 03-05',
    'halted login hr 05-09',
    'product login 09-10',
    'suspended login it 10-12',
    'work login it 12-20',
  ]);
  expect(told(story([task('login', [])], [failed, again]), 'login', 1)).toHaveLength(3);
});

test('clocks of machines that differ by some milliseconds leave no gap and no overlap', () => {
  const rounds = [done('login', startedAt, on(5)), done('desk', on(5, '11:59:59.990'), on(8))];
  const links = chainTo(story([task('login', []), task('desk', ['login'])], rounds), { node: 'desk', round: 1 });
  expect(links.map(({ node, from, to }) => [node, from, to])).toEqual([
    ['login', startedAt, on(5, '11:59:59.990')],
    ['desk', on(5, '11:59:59.990'), on(8)],
  ]);
});

test('a milestone takes no time of its own', () => {
  const ready: PlanNode = { ...base('ready', ['login']), kind: 'milestone' };
  const rounds = [done('login', startedAt, on(5)), done('desk', on(5), on(8))];
  expect(told(story([task('login', []), ready, task('desk', ['ready'])], rounds), 'desk')).toEqual([
    'work login it 01-05',
    'work desk it 05-08',
  ]);
});
