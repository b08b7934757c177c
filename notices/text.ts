import type { Letter, Section, SectionTask } from '../domain/mail/letter.ts';
import type { Notice } from '../domain/mail/notice.ts';

export type Text = { readonly subject: string; readonly body: string };

/**
 * Writes a letter out. The subject names what to do and the account, never a person or a task: it is read over
 * shoulders and kept by mail servers. The body names tasks and dates; everything else is behind the link.
 */
export function textOf(notice: Notice, { name, sections }: Pick<Letter, 'name' | 'sections'>, baseUrl: string): Text {
  const lines = sections.flatMap((section) => [
    wordsOf(notice, section).body,
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
  const name = alike.map(({ account }) => plain(account.name)).join(' and ');
  return wordsOf(notice, { ...first, account: { ...first.account, name }, tasks }).subject;
}

function wordsOf({ kind, goal }: Notice, section: Section): Text {
  const where = plain(section.account.name);
  const verb = goal === 'respond' ? 'start' : 'complete';
  if (section.part === 'manager') return managerWords(kind, section, where, verb);
  if (section.part === 'approver') return approverWords(kind, where);
  const count = section.tasks.length;
  const [a, is, these] = count > 1 ? [`${count} tasks`, 'are', 'These tasks'] : ['a task', 'is', 'This task'];
  switch (kind) {
    case 'assigned':
      return {
        subject: `Accept ${a.replace(/(?=tasks?$)/, 'new ')} in ${where}`,
        body: `${these} in ${where} ${is} assigned to you or to a team of yours.`,
      };
    case 'due_soon':
      return { subject: `Finish ${a} in ${where}: due soon`, body: `${these} in ${where} ${is} due soon.` };
    case 'warned':
      return {
        subject: `${capital(verb)} ${a} in ${where}: the target is near`,
        body: `Three quarters of the time to ${verb} this task in ${where} are used.`,
      };
    case 'breached':
      return {
        subject: `${capital(verb)} ${a} in ${where}: the target has passed`,
        body: `The target to ${verb} this task in ${where} has passed.`,
      };
    case 'canceled':
      return {
        subject: `Stop work on ${a} in ${where}`,
        body: `${these} in ${where} ${is} canceled. Nothing more is to be done.`,
      };
    case 'approval':
    case 'halted':
      throw new Error(`A notice of kind "${kind}" is not for who holds a task.`);
  }
}

function approverWords(kind: Notice['kind'], where: string): Text {
  return kind === 'canceled'
    ? {
        subject: `Leave a request in ${where}: your approval is not needed`,
        body: `Your approval in ${where} is no longer asked for.`,
      }
    : { subject: `Approve or reject a request in ${where}`, body: `You are asked for your approval in ${where}.` };
}

function managerWords(kind: Notice['kind'], { process }: Section, where: string, verb: string): Text {
  const which = `process ${process?.number} (${process?.template}) in ${where}`;
  return kind === 'halted'
    ? {
        subject: `Decide how a process in ${where} goes on`,
        body: `${capital(which)} has come to a halt: a task failed or was rejected.\nRetry the task, or cancel it and let the process go on.`,
      }
    : {
        subject: `Look after a late task in ${where}`,
        body: `In ${which}, the target to ${verb} a task has passed.`,
      };
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

const capital = (words: string) => `${words[0]?.toUpperCase()}${words.slice(1)}`;

/** Names and titles are other people's words: they stay on their line, and in the direction it is read. */
const plain = (words: string) => words.replace(/[\s\p{Cc}\p{Bidi_Control}]+/gu, ' ').trim();
