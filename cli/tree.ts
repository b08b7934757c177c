import { styleText } from 'node:util';
import { clock, type Task } from './tasks.ts';

export type Process = {
  id: string;
  title: string;
  status: string;
  completionReason: string | null;
  reason: string;
  anchor: string | null;
  progress: { total: number; done: number; open: number; halted: number; overdue: number };
};
type Step = {
  node: string;
  kind: string;
  title: string;
  after: string[];
  account: { name: string } | null;
  task: Task | null;
  forecast: { startsAt: string; finishesAt: string; late: boolean } | null;
};
export type WholeProcess = Process & { endsAt: string | null; steps: Step[] };

/** A process for a terminal: each step below the last of those it waits for, with its date and its clock. */
export function tree(process: WholeProcess, when: (instant: string | null) => string): string {
  const { total, done, overdue } = process.progress;
  const state = [process.status, process.completionReason, process.reason].filter(Boolean).join(', ');
  const head = `${styleText('bold', process.title)}  ${state}  ${done}/${total}${overdue ? styleText('red', `  ${overdue} overdue`) : ''}${process.endsAt ? `  ends ${when(process.endsAt)}` : ''}`;
  const children = new Map<string | undefined, Step[]>();
  const place = new Map(process.steps.map(({ node }, index) => [node, index]));
  for (const step of process.steps) {
    const parent = [...step.after].sort((a, b) => (place.get(a) ?? -1) - (place.get(b) ?? -1)).at(-1);
    children.set(parent, [...(children.get(parent) ?? []), step]);
  }
  return [head, ...branch(children, undefined, '', when)].join('\n');
}

function branch(
  children: ReadonlyMap<string | undefined, Step[]>,
  of: string | undefined,
  indent: string,
  when: (instant: string | null) => string,
): string[] {
  const steps = children.get(of) ?? [];
  return steps.flatMap((step, index) => {
    const last = index === steps.length - 1;
    return [
      `${indent}${last ? '└─ ' : '├─ '}${line(step, when)}`,
      ...branch(children, step.node, `${indent}${last ? '   ' : '│  '}`, when),
    ];
  });
}

function line({ title, kind, account, task, forecast }: Step, when: (instant: string | null) => string): string {
  const status = task?.status ?? kind;
  const late = task?.overdue || forecast?.late;
  const date =
    task && finished.has(status)
      ? ''
      : task?.due
        ? `due ${when(task.due)}`
        : forecast
          ? `about ${when(forecast.finishesAt)}`
          : '';
  const promise = task && !finished.has(status) ? clock(task.clocks.complete) : '';
  const what = `${marks[status] ?? '·'} ${title}`;
  return [
    late ? styleText('red', what) : finished.has(status) ? styleText('dim', what) : what,
    account ? styleText('dim', account.name) : '',
    status,
    date,
    promise,
  ]
    .filter(Boolean)
    .join('  ');
}

const finished = new Set(['completed', 'approved', 'canceled', 'failed', 'rejected']);
const marks: Record<string, string> = {
  completed: '✔',
  approved: '✔',
  canceled: '–',
  failed: '✘',
  rejected: '✘',
  milestone: '◆',
  registered: '·',
  in_progress: '▶',
  assigned: '○',
  accepted: '◐',
};
