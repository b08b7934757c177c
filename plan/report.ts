import { add, type Counting, count, type Period, type Results, type Share, type Sums, shareOf } from './attainment.ts';
import type { Goal } from './facts.ts';
import { canonical, digestOf } from './kit/hash.ts';
import { type Ledger, markOf } from './ledger.ts';
import type { Calendar, Instant, Json, PlainDate } from './plan.ts';
import { dayMs, fromLocal, toDay, toInstant } from './zone.ts';

/** What an agreement came to in a period: the same for whoever reads it, to the byte. */
export type Figures = Sums & {
  readonly agreement: string;
  readonly period: Period;
  /** In which all of it is counted. */
  readonly calendar: Calendar;
  readonly attainment: { readonly [G in Goal]: Share };
};

/** The figures, and as much of what they rest on as the reader may see. */
export type Report = {
  readonly format: typeof reportFormat;
  readonly agreement: {
    readonly id: string;
    readonly name: string;
    readonly provider: Party;
    readonly customer: Party;
  };
  readonly period: Days;
  /** As things were then. */
  readonly countedAt: Instant;
  /** Since when the figures are frozen; null: they are not. */
  readonly closedAt: Instant | null;
  readonly figures: Figures;
  /** SHA-256 of the canonical JSON (RFC 8785) of `figures`, in hexadecimal. */
  readonly hash: string;
  readonly tasks: readonly ReportedTask[];
  /** The part of the figures that comes of tasks the reader may not see. */
  readonly withheld: Sums;
  /** The same of all but itself: notices a file that came to harm. */
  readonly checksum: string;
};
export type Party = { readonly handle: string; readonly name: string | null };
export type ReportedTask = {
  readonly title: string;
  readonly link: string;
  readonly ledger: Ledger;
  readonly results: Results;
};

export const reportFormat = 'accord-agreement-report-1';

/** The figures that these parts come to; each part is of other ledgers. */
export const figuresOf = (agreement: string, parts: readonly Sums[], { calendar, period }: Counting): Figures => {
  const sums = add(parts);
  const { respond, complete } = sums.goals;
  return {
    ...sums,
    agreement,
    period,
    calendar,
    attainment: { respond: shareOf(respond), complete: shareOf(complete) },
  };
};

export const hashOfFigures = (figures: Figures): string => digestOf(figures);

export const withChecksum = (report: Omit<Report, 'checksum'>): Report => ({ ...report, checksum: digestOf(report) });

/** Whole days; `to` is the day after the last. */
export type Days = { readonly from: PlainDate; readonly to: PlainDate };

/** From midnight to midnight in the zone of the calendar. Throws when a date is none. */
export const periodOf = ({ zone }: Calendar, { from, to }: Days): Period => {
  const midnight = (date: PlainDate) => toInstant(fromLocal(zone, toDay(date) * dayMs));
  return { from: midnight(from), to: midnight(to) };
};

/** What somebody found who counted a report anew: how many tasks of how many, and each difference as a sentence. */
export type Verdict = { readonly counted: number; readonly of: number; readonly differences: readonly string[] };

/** Counts a report anew from nothing but itself: every clock from its ledger, every figure from those and what is withheld. */
export const verifyReport = (report: Report): Verdict => {
  try {
    return compared(report);
  } catch (error) {
    // What is missing, or no instant where one should be.
    return { counted: 0, of: 0, differences: [`It cannot be counted: ${(error as Error).message}`] };
  }
};

const compared = (report: Report): Verdict => {
  const { checksum, ...rest } = report;
  const { figures, hash, tasks, withheld, countedAt } = report;
  const { agreement, period, calendar } = figures;
  const counting = { calendar, period, at: countedAt };
  const marks = new Set(figures.ledgers);
  const differences: string[] = [];
  const expect = (name: string, is: unknown, counted: unknown) => {
    if (!same(is, counted)) differences.push(...differencesIn(name, is, counted));
  };
  expect('checksum', checksum, digestOf(rest));
  expect('hash', hash, hashOfFigures(figures));
  expect('agreement.id', report.agreement.id, agreement);
  expect('figures.period', period, periodOf(calendar, report.period));
  const parts = tasks.map(({ ledger, results }, index) => {
    const counted = count(ledger, counting);
    expect(`tasks[${index}].results`, results, counted.results);
    if (!marks.has(markOf(ledger)))
      differences.push(`tasks[${index}].ledger is none of those that the figures rest on.`);
    return counted.sums;
  });
  expect('figures', figures, figuresOf(agreement, [...parts, withheld], counting));
  return { counted: tasks.length, of: figures.ledgers.length, differences };
};

const same = (one: unknown, other: unknown) => canonical(one as Json) === canonical(other as Json);

/** Each place in which two values differ. */
const differencesIn = (name: string, is: unknown, counted: unknown): string[] => {
  if (isObject(is) && isObject(counted)) {
    const keys = [...new Set([...Object.keys(is), ...Object.keys(counted)])];
    return keys.flatMap((key) => {
      const [one, other] = [(is as Fields)[key], (counted as Fields)[key]];
      const place = Array.isArray(is) ? `${name}[${key}]` : `${name}.${key}`;
      return one !== undefined && other !== undefined && same(one, other) ? [] : differencesIn(place, one, other);
    });
  }
  return [`${name} says ${shown(is)}; counted anew it is ${shown(counted)}.`];
};

type Fields = { readonly [key: string]: unknown };
const isObject = (value: unknown) => typeof value === 'object' && value !== null;
const shown = (value: unknown) => (value === undefined ? 'nothing' : canonical(value as Json));
