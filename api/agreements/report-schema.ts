import { z } from 'zod';
import { stopReasons } from '../../plan/clock.ts';
import { goals } from '../../plan/facts.ts';
import { endings } from '../../plan/ledger.ts';
import { impacts } from '../../plan/plan.ts';
import { reportFormat } from '../../plan/report.ts';
import { Calendar } from '../accounts/schema.ts';
import { Id, Instant, PlainDate } from '../values.ts';

const count = z.int().min(0);
const milliseconds = count.meta({ description: 'Of working time.' });
const mark = z.string().regex(/^[0-9a-f]{64}$/);
const perGoal = <T extends z.ZodType>(of: T) => z.object({ respond: of, complete: of });
const perReason = z.object({
  waiting_for_customer: milliseconds,
  provider_not_accountable: milliseconds,
  passed_on: milliseconds,
});
const Spent = z.object({ provider: milliseconds, customer: perReason }).meta({
  id: 'TimeSpent',
  description: 'While the clock ran it was the provider’s time, while it stood still the customer’s.',
});

const sums = {
  tasks: count.meta({ description: 'With which there was something to do in the period.' }),
  open: count.meta({ description: 'That had not ended when it ended, or by now.' }),
  ended: z.object({ completed: count, failed: count, rejected: count, canceled: count }),
  goals: perGoal(
    z
      .object({
        kept: count,
        broken: count,
        open: count.meta({ description: 'Promised and not yet decided.' }),
        undecided: count.meta({ description: 'Ended before it was decided.' }),
        bestEffort: count.meta({ description: 'Nothing was promised.' }),
        milliseconds: Spent,
      })
      .meta({ id: 'GoalFigures' }),
  ),
  stopped: z.object({
    tasks: count,
    stops: z.array(
      z
        .object({
          ledger: mark,
          goal: z.enum(goals),
          from: Instant,
          to: Instant.nullable().meta({ description: 'Null: it stood still at the end of the period, or does now.' }),
          why: z.enum(stopReasons),
          milliseconds: milliseconds.meta({ description: 'Of working time within the period.' }),
        })
        .meta({ id: 'StoppedClock' }),
    ),
  }),
  ledgers: z
    .array(mark)
    .meta({ description: 'A mark of each ledger that they rest on: SHA-256 of its canonical JSON.' }),
};
const Share = z
  .object({ kept: count, of: count, percent: z.number().nullable() })
  .meta({ id: 'Attainment', description: 'Exactly `kept` of `of`; the percent is rounded down to two decimals.' });
const Figures = z
  .object({
    ...sums,
    agreement: Id,
    period: z.object({ from: Instant, to: Instant }),
    calendar: Calendar,
    attainment: perGoal(Share),
  })
  .meta({ id: 'AgreementFigures', description: 'The same for everybody of either party, to the byte.' });

const Stop = z.object({ from: Instant, to: Instant.optional(), why: z.enum(stopReasons).optional() });
const ClockLedger = z
  .object({
    target: z.object({ amount: z.number(), unit: z.string() }).optional(),
    bestEffort: z.literal(true).optional(),
    budget: z.number().optional(),
    roundTheClock: z.literal(true).optional(),
    untilOpening: z.literal(true).optional(),
    startedAt: Instant,
    stops: z.array(Stop),
    metAt: Instant.optional(),
  })
  .meta({ id: 'ClockLedger', description: 'When it began, stood still and why, and when the promise was kept.' });
const Ledger = z
  .object({
    task: Id,
    impact: z.enum(impacts),
    startedAt: Instant,
    endedAt: Instant.optional(),
    ended: z.enum(endings).optional(),
    ahead: z.number().optional().meta({ description: 'Milliseconds by which its clock was moved, as in demos.' }),
    clocks: z.object({ respond: ClockLedger.optional(), complete: ClockLedger.optional() }),
  })
  .meta({ id: 'TaskLedger' });
const Result = z
  .object({
    outcome: z.enum(['kept', 'broken', 'open', 'undecided', 'best_effort', 'earlier']),
    at: Instant.nullable(),
    milliseconds: Spent,
  })
  .meta({ id: 'GoalResult' });
const Party = z.object({ handle: z.string(), name: z.string().nullable() });

export const AgreementReport = z
  .object({
    format: z.literal(reportFormat),
    agreement: z.object({ id: Id, name: z.string(), provider: Party, customer: Party }),
    period: z.object({ from: PlainDate, to: PlainDate }),
    countedAt: Instant,
    closedAt: Instant.nullable().meta({ description: 'Since when the figures are frozen; null: they are not.' }),
    figures: Figures,
    hash: mark.meta({ description: 'SHA-256 of the canonical JSON (RFC 8785) of `figures`.' }),
    tasks: z.array(z.object({ title: z.string(), link: z.string(), ledger: Ledger, results: perGoal(Result) })),
    withheld: z.object(sums).meta({
      id: 'FiguresWithheld',
      description: 'The part of the figures that comes of tasks that you may not see.',
    }),
    checksum: mark.meta({ description: 'SHA-256 of the canonical JSON of all but itself.' }),
  })
  .meta({ id: 'AgreementReport' });

const day = (of: string) => PlainDate.meta({ description: `${of}, where the provider’s calendar is.` });
export const ReportQuery = {
  from: day('Its first day').optional(),
  to: day('The day after its last').optional(),
  format: z.enum(['json', 'csv', 'html']).optional().meta({ description: 'In place of the header Accept.' }),
};
export const Closure = z.object({ from: day('Its first day'), to: day('The day after its last') });
export const Closed = z
  .object({ period: z.object({ from: PlainDate, to: PlainDate }), closedAt: Instant, hash: mark })
  .meta({ id: 'ClosedPeriod', description: '`hash`: of the figures that are frozen.' });
