import { describe, expect, test } from '@jest/globals';
import { add, type Counting, count, type Sums, shareOf } from '../../plan/attainment.ts';
import { startClock } from '../../plan/clock.ts';
import { type ClockLedger, clockLedgerOf, clockOf, type Ledger } from '../../plan/ledger.ts';
import type { Calendar } from '../../plan/plan.ts';

const day = [[9 * 60, 17 * 60] as const];
const calendar: Calendar = { zone: 'Europe/Amsterdam', week: [day, day, day, day, day, [], []], holidays: [] };
/** Autumn of 2026: wall time is UTC+2 until 25 October, UTC+1 after it. */
const october = { from: '2026-09-30T22:00:00.000Z', to: '2026-10-31T23:00:00.000Z' };
const november = { from: october.to, to: '2026-11-30T23:00:00.000Z' };
const hours = (amount: number) => ({ target: { amount, unit: 'workingHours' } as const });
const later = '2026-12-24T12:00:00.000Z';
const hourMs = 3_600_000;

const clock = (startedAt: string, more: Partial<ClockLedger>): ClockLedger => ({ startedAt, stops: [], ...more });
const ledger = (startedAt: string, clocks: Ledger['clocks'], ended?: Ledger['ended'], endedAt?: string): Ledger => ({
  task: `task of ${startedAt} ${ended}`,
  impact: 'none',
  startedAt,
  ...(ended && endedAt ? { ended, endedAt } : {}),
  clocks,
});
const completeIn = (period: typeof october, one: Ledger, at = later) =>
  resultsOf(one, { calendar, period, at }).complete;

const resultsOf = (one: Ledger, counting: Counting) => count(one, counting).results;
const sumsOf = (some: readonly Ledger[], counting: Counting) => add(some.map((one) => count(one, counting).sums));

describe('a promise is decided once', () => {
  const start = '2026-10-30T12:00:00.000Z';
  // 13:00 on a Friday; eight hours are used on Monday at 13:00.
  const breach = '2026-11-02T12:00:00.000Z';

  test.each([
    ['done at the very instant of the breach', breach, 'kept', breach],
    ['done a millisecond later', '2026-11-02T12:00:00.001Z', 'broken', breach],
    ['done before', '2026-11-02T10:00:00.000Z', 'kept', '2026-11-02T10:00:00.000Z'],
  ])('%s, in the month in which that is', (_, at, outcome, decided) => {
    const one = ledger(start, { complete: clock(start, { ...hours(8), metAt: at }) }, 'completed', at);
    expect(completeIn(october, one)).toMatchObject({ outcome: 'open', at: null });
    expect(completeIn(november, one)).toMatchObject({ outcome, at: decided });
    expect(completeIn({ from: november.to, to: '2027-01-01T00:00:00.000Z' }, one)).toMatchObject({
      outcome: 'earlier',
    });
  });

  test('what is still open is broken once its time is over, and not at the instant itself', () => {
    const one = ledger(start, { complete: clock(start, hours(8)) });
    expect(completeIn(november, one, breach).outcome).toBe('open');
    expect(completeIn(november, one, '2026-11-02T12:00:00.001Z')).toMatchObject({ outcome: 'broken', at: breach });
  });

  test('a process whose clock was moved ahead is looked at by that', () => {
    const one = { ...ledger(start, { complete: clock(start, hours(8)) }), ahead: 1 };
    expect(completeIn(november, one, breach).outcome).toBe('broken');
  });

  test('canceled before it was due it is not decided; at that instant or later it was broken', () => {
    const taken = (at: string) =>
      ledger(start, { complete: clock(start, { ...hours(8), stops: [{ from: at }] }) }, 'canceled', at);
    expect(completeIn(november, taken('2026-11-02T11:59:59.999Z')).outcome).toBe('undecided');
    expect(completeIn(november, taken(breach)).outcome).toBe('broken');
    expect(completeIn(november, taken('2026-11-05T12:00:00.000Z'))).toMatchObject({ outcome: 'broken', at: breach });
  });

  test('at the very end of a month it belongs to the next', () => {
    for (const metAt of [october.to, new Date(Date.parse(october.to) - 1).toISOString()]) {
      const one = ledger(start, { complete: clock(start, { ...hours(8), metAt }) }, 'completed', metAt);
      const months = [october, november].map((month) => completeIn(month, one).outcome);
      expect(months).toEqual(metAt === october.to ? ['open', 'kept'] : ['kept', 'earlier']);
    }
  });

  test('what ended before it was due is not decided either where its clock was not stopped', () => {
    const one = ledger(start, { complete: clock(start, hours(8)) }, 'canceled', '2026-11-02T11:00:00.000Z');
    expect(completeIn(november, one).outcome).toBe('undecided');
  });

  test.each(['failed', 'rejected'] as const)('what is %s in time was answered and not done', (ended) => {
    const at = '2026-11-02T10:00:00.000Z';
    const both = {
      respond: clock(start, { ...hours(8), metAt: at }),
      complete: clock(start, { ...hours(8), metAt: at }),
    };
    const found = resultsOf(ledger(start, both, ended, at), { calendar, period: november, at: later });
    expect(found.respond).toMatchObject({ outcome: 'kept', at });
    expect(found.complete).toMatchObject({ outcome: 'undecided', at });
  });

  test('nothing promised is best effort, with a ledger or without', () => {
    const at = '2026-11-02T10:00:00.000Z';
    for (const complete of [undefined, clock(start, { bestEffort: true, metAt: at })]) {
      const one = ledger(start, complete ? { complete } : {}, 'completed', at);
      expect(completeIn(november, one)).toMatchObject({ outcome: 'best_effort', at });
      const { goals } = sumsOf([one], { calendar, period: october, at: later });
      expect(goals.complete).toMatchObject({ bestEffort: 0, open: 0 });
    }
  });
});

describe('time', () => {
  const start = '2026-10-30T08:00:00.000Z'; // Friday 9:00
  const stops = [
    { from: '2026-10-30T14:00:00.000Z', to: '2026-11-02T10:00:00.000Z', why: 'provider_not_accountable' as const },
  ];
  const metAt = '2026-11-03T09:00:00.000Z'; // Tuesday 10:00
  const one = ledger(start, { complete: clock(start, { ...hours(40), stops, metAt }) }, 'completed', metAt);
  const counted = (period: typeof october, at = later) => sumsOf([one], { calendar, period, at });

  test('is counted in the month in which it passed, and each stop is listed in every month it touches', () => {
    const [before, after] = [counted(october), counted(november)];
    expect(before.goals.complete.milliseconds.provider).toBe(6 * hourMs);
    expect(before.goals.complete.milliseconds.customer.provider_not_accountable).toBe(2 * hourMs);
    expect(before.stopped.stops).toMatchObject([{ from: stops[0]?.from, to: null, milliseconds: 2 * hourMs }]);
    expect(after.goals.complete.milliseconds.provider).toBe(7 * hourMs);
    expect(after.stopped.stops).toMatchObject([
      { from: stops[0]?.from, to: stops[0]?.to, milliseconds: 2 * hourMs, why: 'provider_not_accountable' },
    ]);
    expect(after.stopped.tasks).toBe(1);
  });

  test('months add up to what they are together', () => {
    const both = counted({ from: october.from, to: november.to });
    const { kept, milliseconds } = both.goals.complete;
    const parts = [counted(october), counted(november)].map(({ goals }) => goals.complete);
    expect(parts.reduce((sum, part) => sum + part.kept, 0)).toBe(kept);
    expect(parts.reduce((sum, part) => sum + part.milliseconds.provider, 0)).toBe(milliseconds.provider);
  });

  test('of what goes on counts up to the last midnight, so that it makes no difference when on a day one asks', () => {
    const open = ledger(start, { complete: clock(start, hours(40)) });
    const at = (now: string) => JSON.stringify(sumsOf([open], { calendar, period: november, at: now }));
    expect(at('2026-11-03T05:00:00.000Z')).toBe(at('2026-11-03T21:00:00.000Z'));
    expect(at('2026-11-03T05:00:00.000Z')).not.toBe(at('2026-11-04T05:00:00.000Z'));
    expect(JSON.parse(at('2026-11-03T21:00:00.000Z')).goals.complete.milliseconds.provider).toBe(8 * hourMs);
  });

  test('that runs round the clock is counted round the clock', () => {
    const plain = clock(start, { target: { amount: 100, unit: 'hours' }, metAt });
    const found = sumsOf([ledger(start, { complete: plain }, 'completed', metAt)], {
      calendar,
      period: november,
      at: later,
    });
    expect(found.goals.complete.milliseconds.provider).toBe(Date.parse(metAt) - Date.parse(november.from));
  });
});

test('a clock older than its target keeps its budget in the ledger', () => {
  const { target: _, ...old } = startClock(calendar, '2026-10-30T08:00:00.000Z', { amount: 2, unit: 'days' });
  const kept = clockLedgerOf(old);
  expect(kept).toMatchObject({ budget: 2880, roundTheClock: true });
  expect(clockOf(kept, calendar).breachesAt).toBe(old.breachesAt);
});

test('a share is exact, and 100 percent are all', () => {
  const share = (kept: number, broken: number) => shareOf({ kept, broken } as Sums['goals']['respond']);
  expect(share(0, 0)).toEqual({ kept: 0, of: 0, percent: null });
  expect(share(2, 1)).toEqual({ kept: 2, of: 3, percent: 66.66 });
  expect(share(99_999, 1).percent).toBe(99.99);
  expect(share(57, 43).percent).toBe(57);
  expect(share(7, 0).percent).toBe(100);
});

test('sums of parts are the sums of all, in whatever order', () => {
  const at = '2026-11-02T10:00:00.000Z';
  const start = '2026-10-30T12:00:00.000Z';
  const some = (['completed', 'failed', 'canceled'] as const).map((ended) =>
    ledger(
      start,
      { complete: clock(start, { ...hours(1), stops: [{ from: '2026-10-30T12:30:00.000Z' }] }) },
      ended,
      at,
    ),
  );
  const counting = { calendar, period: november, at: later };
  const parts = some.toReversed().map((one) => sumsOf([one], counting));
  expect(add([add([]), ...parts])).toEqual(sumsOf(some, counting));
});
