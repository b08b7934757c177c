import type { GoalSums, Share, Sums } from '../../plan/attainment.ts';
import { goals } from '../../plan/facts.ts';
import { markOf } from '../../plan/ledger.ts';
import type { Report } from '../../plan/report.ts';
import { csvOf } from '../csv.ts';

/**
 * A report as one table for spreadsheets: of each goal the figures and the part of them that is withheld, of each task a row
 * a goal, and each stop. RFC 4180.
 */
export function reportCsv({ figures, withheld, tasks }: Report): string {
  const byMark = new Map(tasks.map((task) => [markOf(task.ledger), task]));
  const rows: Row[] = [];
  for (const goal of goals) {
    rows.push({ row: 'figures', goal, ...amounts(figures.goals[goal], figures.attainment[goal]) });
    if (withheld.tasks > 0) rows.push({ row: 'withheld', goal, ...amounts(withheld.goals[goal]) });
  }
  for (const { title, link, ledger, results } of tasks) {
    for (const goal of goals) {
      const { outcome, at, milliseconds } = results[goal];
      const about = { task: ledger.task, title, link, impact: ledger.impact };
      rows.push({ row: 'task', goal, outcome, at: at ?? '', ...about, ...spent(milliseconds), from: ledger.startedAt });
    }
  }
  for (const stop of figures.stopped.stops) {
    const task = byMark.get(stop.ledger);
    const about = task ? { task: task.ledger.task, title: task.title, link: task.link } : {};
    const { goal, from, to, why } = stop;
    rows.push({
      row: 'stop',
      goal,
      ...about,
      from,
      at: to ?? '',
      outcome: why,
      customer_minutes: minutes(stop.milliseconds),
    });
  }
  return csvOf(columns, rows);
}

const columns = [
  ...['row', 'goal', 'kept', 'broken', 'percent', 'open', 'undecided', 'best_effort', 'tasks'],
  ...['outcome', 'from', 'at', 'provider_minutes', 'customer_minutes', 'impact', 'task', 'title', 'link'],
] as const;
type Row = { readonly [column: string]: string | number };

function amounts({ kept, broken, open, undecided, bestEffort, milliseconds }: GoalSums, share?: Share): Row {
  return {
    kept,
    broken,
    percent: share?.percent ?? '',
    open,
    undecided,
    best_effort: bestEffort,
    ...spent(milliseconds),
  };
}

const spent = ({ provider, customer }: Sums['goals']['respond']['milliseconds']): Row => ({
  provider_minutes: minutes(provider),
  customer_minutes: minutes(Object.values(customer).reduce((sum, each) => sum + each, 0)),
});

const minutes = (milliseconds: number) => Math.round(milliseconds / 600) / 100;
