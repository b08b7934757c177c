import { createHash } from 'node:crypto';
import type { GoalSums, Share, Sums } from '../../plan/attainment.ts';
import { stopReasons } from '../../plan/clock.ts';
import { goals } from '../../plan/facts.ts';
import { markOf } from '../../plan/ledger.ts';
import type { Party, Report, ReportedTask } from '../../plan/report.ts';
import { fromDay, toDay, toLocal, toMs } from '../../plan/zone.ts';
import { escaped } from '../html.ts';

/** A report to read and to print. Times are those of the provider's calendar. */
export function reportPage(report: Report): string {
  const { agreement, period, figures, tasks, withheld, closedAt, countedAt } = report;
  const time = (at: string | null) => (at ? timeIn(figures.calendar.zone, at) : '');
  const title = `${agreement.name}, ${period.from} to ${fromDay(toDay(period.to) - 1)}`;
  const state = closedAt ? `Closed on ${time(closedAt)}: these figures stay.` : `As things are at ${time(countedAt)}.`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)} · Accord</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
<p>${named(agreement.provider)} for ${named(agreement.customer)}. ${state} Times are those of ${escaped(figures.calendar.zone)}.</p>
${table(
  'What was promised',
  ['', 'Kept', 'Of', 'Share', 'Still open', 'Not decided', 'Best effort'],
  goals.map((goal) => promiseRow(goal, figures.goals[goal], figures.attainment[goal])),
)}
<p>${figures.tasks} tasks, ${figures.open} of them open. Ended: ${Object.entries(figures.ended)
    .map(([how, count]) => `${count} ${how}`)
    .join(', ')}.</p>
${table(
  'Where the working time went',
  [
    '',
    named(agreement.provider),
    `${named(agreement.customer)}: it waited for them`,
    'Not accountable',
    'Passed on',
    '',
  ],
  goals.map((goal) => timeRow(goal, figures.goals[goal])),
)}
${stopsTable(report, time)}
${table(
  'Tasks',
  ['Task', 'Impact', 'Since', 'Response', 'Completion'],
  tasks.map((task) => taskRow(task, time)),
)}
${withheld.tasks > 0 ? `<p>${withheld.tasks} of ${figures.tasks} tasks are not yours to see; the figures have them all.</p>` : ''}
<footer><p>Hash of the figures, the same for both parties: <code>${report.hash}</code></p>
<p>“accord sla verify” counts the same report as JSON anew, without Accord.</p></footer>
</main>
</body>
</html>
`;
}

const style = `:root{color-scheme:light dark}
body{font:1rem/1.5 system-ui,sans-serif;max-width:64rem;margin:2rem auto;padding:0 1.5rem}
h1{line-height:1.2}
table{border-collapse:collapse;width:100%;margin:1.5rem 0}
caption{text-align:left;font-weight:600;font-size:1.15rem;padding-bottom:.3rem}
th,td{text-align:left;vertical-align:top;padding:.25rem 1rem .25rem 0;border-bottom:1px solid #8886}
td.number{font-variant-numeric:tabular-nums}
td.broken{font-weight:600}
time{white-space:nowrap}
svg{display:block;width:10rem;height:.9rem}
.provider{fill:#1f5f8b}.customer{fill:#d08a1d}
footer{font-size:.85rem}code{overflow-wrap:anywhere}
@media print{:root{color-scheme:light}body{max-width:none;margin:0;padding:0;font-size:.8rem}tr{break-inside:avoid}}`;

/** The page loads nothing, runs nothing and is styled by exactly this. */
export const reportPagePolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'`;

type Time = (at: string | null) => string;

const labels = { respond: 'Response', complete: 'Completion' } as const;
const outcomes = {
  kept: 'kept',
  broken: 'broken',
  open: 'open',
  undecided: 'not decided',
  best_effort: 'best effort',
  earlier: 'decided earlier',
} as const;
const reasons = {
  waiting_for_customer: 'waited for the customer',
  provider_not_accountable: 'provider not accountable',
  passed_on: 'passed on to another provider',
} as const;

function promiseRow(goal: keyof typeof labels, sums: GoalSums, { kept, of, percent }: Share): string {
  const cells = [kept, of, percent === null ? 'none' : `${percent} %`, sums.open, sums.undecided, sums.bestEffort];
  return `<tr><th scope="row">${labels[goal]}</th>${cells.map((cell) => `<td class="number">${cell}</td>`).join('')}</tr>`;
}

function timeRow(goal: keyof typeof labels, { milliseconds: { provider, customer } }: GoalSums): string {
  const all = Object.values(customer).reduce((sum, each) => sum + each, provider);
  const share = all === 0 ? 0 : (100 * provider) / all;
  const bar = `<svg viewBox="0 0 100 9" preserveAspectRatio="none" aria-hidden="true"><rect class="customer" width="${all === 0 ? 0 : 100}" height="9"/><rect class="provider" width="${share}" height="9"/></svg>`;
  const cells = [provider, ...stopReasons.map((why) => customer[why])].map(lasting);
  return `<tr><th scope="row">${labels[goal]}</th>${cells.map((cell) => `<td class="number">${cell}</td>`).join('')}<td>${bar}</td></tr>`;
}

function stopsTable({ figures: { stopped }, tasks }: Report, time: Time): string {
  const byMark = new Map(tasks.map((task) => [markOf(task.ledger), task]));
  const rows = stopped.stops.map(({ ledger, goal, from, to, why, milliseconds }) => {
    const task = byMark.get(ledger);
    const cells = [
      task ? linked(task) : 'withheld',
      labels[goal],
      time(from),
      to ? time(to) : 'it stood on',
      reasons[why],
    ];
    return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}<td class="number">${lasting(milliseconds)}</td></tr>`;
  });
  const { tasks: count } = stopped;
  const caption = `${count} ${count === 1 ? 'task' : 'tasks'} had ${count === 1 ? 'its' : 'their'} clock stopped`;
  return table(caption, ['Task', 'Clock', 'From', 'To', 'Why', 'Working time'], rows);
}

function taskRow(task: ReportedTask, time: Time): string {
  const cells = goals.map((goal) => {
    const { outcome, at } = task.results[goal];
    return `<td class="${outcome}">${outcomes[outcome]} ${time(at)}</td>`;
  });
  const { impact, startedAt } = task.ledger;
  return `<tr><td>${linked(task)}</td><td>${impact}</td><td>${time(startedAt)}</td>${cells.join('')}</tr>`;
}

const linked = ({ title, link }: ReportedTask) => `<a href="${escaped(link)}">${escaped(title)}</a>`;

const table = (caption: string, heads: readonly string[], rows: readonly string[]) =>
  rows.length === 0
    ? ''
    : `<table>
<caption>${caption}</caption>
<thead><tr>${heads.map((head) => `<th scope="col">${head}</th>`).join('')}</tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>`;

const named = ({ name, handle }: Party) => escaped(name ?? handle);

const timeIn = (zone: string, at: string) =>
  `<time datetime="${escaped(at)}">${new Date(toLocal(zone, toMs(at))).toISOString().slice(0, 16).replace('T', ' ')}</time>`;

/** `75 h 30 min`; seconds where there is less than a minute. */
function lasting(milliseconds: Sums['tasks']): string {
  if (milliseconds < 60_000) return milliseconds === 0 ? '0' : `${Math.round(milliseconds / 1000)} s`;
  const minutes = Math.round(milliseconds / 60_000);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [hours > 0 ? `${hours} h` : '', rest > 0 ? `${rest} min` : ''].filter(Boolean).join(' ');
}
