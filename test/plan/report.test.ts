import { describe, expect, test } from '@jest/globals';
import { add, count } from '../../plan/attainment.ts';
import type { Ledger } from '../../plan/ledger.ts';
import type { Calendar } from '../../plan/plan.ts';
import {
  figuresOf,
  hashOfFigures,
  periodOf,
  type Report,
  reportFormat,
  verifyReport,
  withChecksum,
} from '../../plan/report.ts';

const day = [[540, 1020] as const];
const calendar: Calendar = {
  zone: 'Europe/Amsterdam',
  week: [day, day, day, day, day, [], []],
  holidays: ['2026-10-12'],
};
const days = { from: '2026-10-01', to: '2026-11-01' };
const counting = { calendar, period: periodOf(calendar, days), at: '2026-11-05T12:00:00.000Z' };
const promised = { target: { amount: 12, unit: 'workingHours' } as const };

const at = (date: number, time: string) => `2026-10-${String(date).padStart(2, '0')}T${time}:00.000Z`;
/** Done in time, late, and still open at the end; with stops; the last is not the reader's to see. */
const ledgers: readonly Ledger[] = [
  {
    ...{ task: 'one', impact: 'high', startedAt: at(5, '08:30'), endedAt: at(7, '09:00'), ended: 'completed' },
    clocks: {
      respond: { ...promised, startedAt: at(5, '08:30'), stops: [], metAt: at(5, '09:00') },
      complete: {
        ...{ ...promised, startedAt: at(5, '08:30'), metAt: at(7, '09:00') },
        stops: [{ from: at(5, '12:00'), to: at(6, '12:00'), why: 'provider_not_accountable' }],
      },
    },
  },
  {
    ...{ task: 'two', impact: 'none', startedAt: at(8, '08:30'), endedAt: at(20, '13:00'), ended: 'completed' },
    clocks: { complete: { ...promised, startedAt: at(8, '08:30'), stops: [], metAt: at(20, '13:00') } },
  },
  {
    ...{ task: 'three', impact: 'low', startedAt: at(30, '09:00') },
    clocks: { complete: { ...promised, startedAt: at(30, '09:00'), stops: [{ from: at(30, '11:00') }] } },
  },
  {
    ...{ task: 'four', impact: 'none', startedAt: at(13, '08:30'), endedAt: at(14, '11:00'), ended: 'canceled' },
    clocks: { complete: { ...promised, startedAt: at(13, '08:30'), stops: [{ from: at(14, '11:00') }] } },
  },
];

function report(): Report {
  const counted = ledgers.map((ledger) => ({ ledger, ...count(ledger, counting) }));
  const figures = figuresOf(
    'agreement',
    counted.map(({ sums }) => sums),
    counting,
  );
  const party = { handle: 'p', name: 'P' };
  return withChecksum({
    ...{ format: reportFormat, period: days, countedAt: counting.at, closedAt: null, figures },
    agreement: { id: 'agreement', name: 'A', provider: party, customer: party },
    hash: hashOfFigures(figures),
    tasks: counted.slice(0, 3).map(({ ledger, results }) => ({
      ...{ title: 'T', link: `/v1/tasks/${ledger.task}`, ledger, results },
    })),
    withheld: add(counted.slice(3).map(({ sums }) => sums)),
  });
}

describe('a report', () => {
  test('holds as it was made, in whatever order its fields are', () => {
    const one = report();
    expect(verifyReport(one)).toEqual({ counted: 3, of: 4, differences: [] });
    expect(one.figures.goals.complete).toMatchObject({ kept: 1, broken: 1, open: 1, undecided: 1 });
    expect(one.figures.stopped.tasks).toBe(2);
    const turned = Object.fromEntries(Object.entries(one).reverse()) as unknown as Report;
    expect(verifyReport(turned).differences).toEqual([]);
  });

  const leaves = pathsIn(report());

  test(`does not hold when any one of the ${leaves.length} values in it is changed`, () => {
    const unnoticed = leaves.filter((path) => verifyReport(changed(path)).differences.length === 0);
    expect(unnoticed).toEqual([]);
  });

  test('nor when whoever changes it makes hash and checksum fit: figures and ledgers would have to be changed as well', () => {
    const counted = leaves.filter(
      ([part, ...path]) =>
        ['figures', 'tasks', 'withheld'].includes(part as string) &&
        // Words of tasks rest on nothing; another calendar would be another promise.
        !['title', 'link'].includes(path.at(-1) as string) &&
        path[0] !== 'calendar',
    );
    expect(counted.length).toBeGreaterThan(120);
    const unnoticed = counted.filter((path) => verifyReport(fitted(changed(path))).differences.length === 0);
    expect(unnoticed).toEqual([]);
  });

  test('nor when a task is left out, brought in twice, or its stop is taken away', () => {
    const { tasks } = report();
    const stopless = structuredClone(tasks[0]) as unknown as { ledger: { clocks: { complete: { stops: unknown[] } } } };
    stopless.ledger.clocks.complete.stops = [];
    for (const others of [tasks.slice(1), [...tasks, tasks[0]], [stopless, ...tasks.slice(1)]]) {
      const wrong = fitted({ ...report(), tasks: others as Report['tasks'] });
      expect(verifyReport(wrong).differences.length).toBeGreaterThan(0);
    }
  });

  test('says what differs, where and how it is right', () => {
    const wrong = structuredClone(report()) as { figures: { goals: { complete: { kept: number } } } };
    wrong.figures.goals.complete.kept = 2;
    expect(verifyReport(fitted(wrong as unknown as Report)).differences).toEqual([
      'figures.goals.complete.kept says 2; counted anew it is 1.',
    ]);
  });

  test('of which parts are missing cannot be counted', () => {
    const { differences } = verifyReport({ format: reportFormat } as unknown as Report);
    expect(differences).toEqual([expect.stringContaining('It cannot be counted')]);
  });
});

type Path = readonly (string | number)[];

function pathsIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, held]) =>
    pathsIn(held, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

/** Numbers one more, instants a millisecond or a day later, words another word. */
function changed(path: Path): Report {
  type Holder = { [key: string | number]: unknown };
  const copy = structuredClone(report());
  const holder = path.slice(0, -1).reduce<Holder>((held, key) => held[key] as Holder, copy as unknown as Holder);
  const key = path.at(-1) as string | number;
  holder[key] = another(holder[key]);
  return copy;
}

function another(value: unknown): unknown {
  if (typeof value === 'number') return value + 1;
  if (value === null) return at(6, '12:00');
  const text = String(value);
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return new Date(Date.parse(text) + 86_400_000).toISOString().slice(0, 10);
  if (/^\d{4}-\d{2}-\d{2}T/.test(text)) return new Date(Date.parse(text) + 1).toISOString();
  if (/^[0-9a-f]{64}$/.test(text)) return `${text.slice(1)}${text[0] === '0' ? '1' : '0'}`;
  return `${text}x`;
}

function fitted({ checksum: _, ...report }: Report): Report {
  return withChecksum({ ...report, hash: hashOfFigures(report.figures) });
}
