import type { Letter, Section, SectionTask } from '../domain/mail/letter.ts';
import type { Notice } from '../domain/mail/notice.ts';
import { plain, type Text, wordsOf } from './words.ts';

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
