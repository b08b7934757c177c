import type { Letter, Section, SectionTask } from '../domain/mail/letter.ts';
import type { Notice } from '../domain/mail/notice.ts';

export type Text = { readonly subject: string; readonly body: string };

/**
 * Writes a letter out. The subject names what to do and the account, never a person or a task: it is read over
 * shoulders and kept by mail servers. The body names tasks and dates; everything else is behind the link.
 */
export function textOf(notice: Notice, { name, sections }: Pick<Letter, 'name' | 'sections'>, baseUrl: string): Text {
  const lines = sections.flatMap((section) => [
    said(notice, section).body,
    '',
    ...section.tasks.flatMap((task) => [...taskLines(notice, section, task, baseUrl), '']),
    ...(section.process ? [`${baseUrl}/processes/${section.process.id}`, ''] : []),
  ]);
  return { subject: subjectOf(notice, sections), body: [`Hello ${plain(name)},`, '', ...lines].join('\n') };
}

/** One for all sections: what is asked in the first of them, in each account where the same is asked. */
function subjectOf(notice: Notice, sections: readonly Section[]): string {
  const first = sections[0] as Section;
  const alike = sections.filter(({ part }) => part === first.part);
  const tasks = alike.flatMap((section) => section.tasks);
  const names = alike.map(({ account }) => plain(account.name)).join(' and ');
  return said(notice, { ...first, account: { ...first.account, name: names }, tasks }).subject;
}

function said({ kind, goal }: Notice, { part, account, process, tasks }: Section): Text {
  const where = plain(account.name);
  const many = tasks.length > 1;
  const count = many ? `${tasks.length} tasks` : 'a task';
  const verb = goal === 'respond' ? 'Start' : 'Complete';
  if (part === 'manager') {
    const which = process ? `Process ${process.number} (${process.template})` : 'A process';
    return kind === 'halted'
      ? {
          subject: `Decide how a process in ${where} goes on`,
          body: `${which} in ${where} has come to a halt: a task failed or was rejected. Retry the task, or cancel it and let the process go on.`,
        }
      : {
          subject: `Look after a late task in ${where}`,
          body: `In ${which[0]?.toLowerCase()}${which.slice(1)} in ${where}, the target to ${verb.toLowerCase()} a task has passed.`,
        };
  }
  const words: Record<Notice['kind'], Text> = {
    assigned: {
      subject: many ? `Accept ${tasks.length} new tasks in ${where}` : `Accept a new task in ${where}`,
      body: many
        ? `${tasks.length} new tasks are assigned to you or your team in ${where}.`
        : `A new task is assigned to you or your team in ${where}.`,
    },
    approval: {
      subject: `Approve or reject ${many ? `${tasks.length} requests` : 'a request'} in ${where}`,
      body: `You are asked for your approval in ${where}.`,
    },
    due_soon: { subject: `Finish ${count} in ${where}: due soon`, body: `The process needs this soon in ${where}.` },
    warned: {
      subject: `${verb} ${count} in ${where}: the target is near`,
      body: `Three quarters of the time to ${verb.toLowerCase()} this in ${where} are used.`,
    },
    breached: {
      subject: `${verb} ${count} in ${where}: the target has passed`,
      body: `The target to ${verb.toLowerCase()} this in ${where} has passed.`,
    },
    canceled: {
      subject: `Stop work on ${count} in ${where}`,
      body: `${many ? 'These tasks' : 'This task'} in ${where} ${many ? 'were' : 'was'} canceled. Nothing more is to be done.`,
    },
    halted: { subject: '', body: '' },
  };
  return words[kind];
}

function taskLines(notice: Notice, { account, part }: Section, task: SectionTask, baseUrl: string): string[] {
  const time = (at: Date) => `${inZone(at, account.zone)} (${account.zone})`;
  const over = notice.kind === 'canceled' || notice.kind === 'halted';
  return [
    `  ${plain(task.title)}`,
    ...(task.customer ? [`  For: ${plain(task.customer)}`] : []),
    ...(task.target && !over ? [`  Target: ${time(task.target)}`] : []),
    ...(task.due && !over ? [`  Due: ${time(task.due)}`] : []),
    ...(part === 'manager' ? [] : [`  ${baseUrl}/tasks/${task.id}`]),
  ];
}

function inZone(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  }).format(at);
}

/** Names and titles are other people's words: they stay on their line. */
const plain = (words: string) => words.replace(/[\s\p{Cc}]+/gu, ' ').trim();
