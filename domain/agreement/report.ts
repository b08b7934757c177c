import { add, type Counted, type Counting, count } from '../../plan/attainment.ts';
import type { Clocks, TaskStatus } from '../../plan/facts.ts';
import { clockLedgerOf, type Ending, endings, type Ledger } from '../../plan/ledger.ts';
import type { Calendar, Impact, Instant, PlainDate } from '../../plan/plan.ts';
import {
  type Days,
  type Figures,
  figuresOf,
  hashOfFigures,
  type Party,
  periodOf,
  type Report,
  reportFormat,
  withChecksum,
} from '../../plan/report.ts';
import { ownAccount } from '../account/accounts.ts';
import type { Door } from '../store.ts';
import { visibleTasks } from '../task/seen.ts';
import { Task } from '../task/task.entity.ts';
import { counterparts } from '../trust/seen.ts';
import type { Agreement } from './agreement.entity.ts';
import { AgreementClosure } from './closure.entity.ts';
import { daysOf } from './period.ts';
import { agreementOf } from './seen.ts';

/**
 * What an agreement came to in a period, and as much of what that rests on as the viewer may see. The figures are the same for everybody
 * of either party; those of a closed period for ever.
 * @param from by default the month that it is now where the provider works
 */
export async function reportOf(
  door: Door,
  id: string,
  { from, to }: { readonly from?: PlainDate | undefined; readonly to?: PlainDate | undefined },
): Promise<Report> {
  const { agreement } = await agreementOf(door, id);
  const calendar = await calendarOf(door, id);
  const days = daysOf(calendar, door.now, from, to);
  const closure = await door.em.findOne(AgreementClosure, { agreementId: id, fromOn: days.from, toOn: days.to });
  const { figures, counted, countedAt } = closure ? countAgain(closure) : await countNow(door, id, days, calendar);
  const titles = await titlesSeen(
    door,
    counted.map(({ ledger }) => ledger.task),
  );
  const hidden = counted.filter(({ ledger }) => !titles.has(ledger.task));
  return withChecksum({
    format: reportFormat,
    agreement: { id, name: agreement.name, ...(await partiesOf(door, agreement)) },
    period: days,
    countedAt,
    closedAt: closure ? closure.closedAt.toISOString() : null,
    figures,
    hash: closure?.hash ?? hashOfFigures(figures),
    tasks: counted.flatMap(({ ledger, results }) => {
      const title = titles.get(ledger.task);
      return title === undefined ? [] : [{ title, link: `/v1/tasks/${ledger.task}`, ledger, results }];
    }),
    withheld: add(hidden.map(({ sums }) => sums)),
  });
}

type CountedLedger = Counted & { readonly ledger: Ledger };
type CountedPeriod = {
  readonly figures: Figures;
  readonly counted: readonly CountedLedger[];
  readonly countedAt: Instant;
};

/** A period as things are now. */
export async function countNow(
  { em, now }: Door,
  agreementId: string,
  days: Days,
  calendar: Calendar,
): Promise<CountedPeriod> {
  const period = periodOf(calendar, days);
  const rows = await em.execute<Row[]>('select * from agreement_ledgers(?, ?::timestamptz, ?::timestamptz)', [
    agreementId,
    period.from,
    period.to,
  ]);
  const counting: Counting = { calendar, period, at: now.toISOString() };
  const counted = rows.map(ledgerOf).map((ledger) => ({ ledger, ...count(ledger, counting) }));
  const parts = counted.map(({ sums }) => sums);
  return { figures: figuresOf(agreementId, parts, counting), counted, countedAt: counting.at };
}

/** A period as it was closed. */
function countAgain({ figures, ledgers, closedAt }: AgreementClosure): CountedPeriod {
  const { calendar, period } = figures;
  const counting: Counting = { calendar, period, at: closedAt.toISOString() };
  const counted = ledgers.map((ledger) => ({ ledger, ...count(ledger, counting) }));
  return { figures, counted, countedAt: counting.at };
}

/** In which an agreement that the viewer reads counts. */
export async function calendarOf({ em }: Door, agreementId: string): Promise<Calendar> {
  const rows = await em.execute<{ calendar: Calendar }[]>('select agreement_calendar(?) as calendar', [agreementId]);
  return (rows[0] as { calendar: Calendar }).calendar;
}

type Row = {
  readonly task_id: string;
  readonly impact: Impact;
  readonly activated_at: string;
  readonly finished_at: string | null;
  readonly status: TaskStatus;
  readonly clocks: Clocks | null;
  readonly ahead: string;
};

function ledgerOf({ task_id, impact, activated_at, finished_at, status, clocks, ahead }: Row): Ledger {
  const ended = endings.includes(status as Ending) ? { ended: status as Ending } : {};
  return {
    task: task_id,
    impact,
    startedAt: new Date(activated_at).toISOString(),
    ...(finished_at ? { endedAt: new Date(finished_at).toISOString(), ...ended } : {}),
    ...(Number(ahead) ? { ahead: Number(ahead) } : {}),
    clocks: {
      ...(clocks?.respond ? { respond: clockLedgerOf(clocks.respond) } : {}),
      ...(clocks?.complete ? { complete: clockLedgerOf(clocks.complete) } : {}),
    },
  };
}

/** Titles by the ids of those tasks that the viewer sees. */
async function titlesSeen({ em, viewer }: Door, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const seen = await em.find(Task, { $and: [{ id: { $in: ids } }, visibleTasks(viewer)] }, { fields: ['id', 'title'] });
  return new Map(seen.map(({ id, title }) => [id, title]));
}

async function partiesOf(door: Door, { providerId, customerId }: Agreement) {
  const others = await counterparts(door);
  const { id, handle, name } = await ownAccount(door);
  const party = (accountId: string): Party => {
    const other = others.get(accountId);
    return accountId === id || !other ? { handle, name } : { handle: other.handle, name: other.name };
  };
  return { provider: party(providerId), customer: party(customerId) };
}
