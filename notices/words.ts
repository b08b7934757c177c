import type { Section } from '../domain/mail/letter.ts';
import type { Notice } from '../domain/mail/notice.ts';
import type { Hindrance } from '../domain/task/escalate.ts';

export type Text = { readonly subject: string; readonly body: string };

/** What a notice says in one of somebody's accounts, by the part in which he is told. */
export function wordsOf(notice: Notice, section: Section): Text {
  const where = plain(section.account.name);
  switch (section.part) {
    case 'manager':
      return managerWords(notice, section, where);
    case 'approver':
      return approverWords(notice.kind, where);
    case 'coordinator':
    case 'service_owner':
      return overseerWords(notice, section.part, where);
    case 'former':
      return {
        subject: `Leave a task in ${where}: it is escalated`,
        body: `${capital(usedOf(notice, 'a task'))}.\nIt was assigned to you or to a team of yours in ${where}, and is with others now.`,
      };
    case 'worker':
      return workerWords(notice, section, where);
  }
}

function workerWords(notice: Notice, { tasks }: Section, where: string): Text {
  const { kind } = notice;
  const verb = verbOf(notice);
  const count = tasks.length;
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
    case 'breached':
      return {
        subject: `${capital(verb)} ${a} in ${where}: ${nearOf(notice)}`,
        body: `${capital(usedOf(notice, `this task in ${where}`))}.`,
      };
    case 'escalated':
      return {
        subject: `Accept an escalated task in ${where}`,
        body: `This task in ${where} is escalated to you or to a team of yours: ${usedOf(notice, 'it')}.`,
      };
    case 'not_escalated':
      return notEscalated(notice, where);
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

function managerWords(notice: Notice, { process }: Section, where: string): Text {
  const which = `process ${process?.number} (${process?.template}) in ${where}`;
  if (notice.kind === 'halted') {
    return {
      subject: `Decide how a process in ${where} goes on`,
      body: `${capital(which)} has come to a halt: a task failed or was rejected.\nRetry the task, or cancel it and let the process go on.`,
    };
  }
  return {
    subject:
      notice.kind === 'breached'
        ? `Look after a late task in ${where}`
        : `Look after a task in ${where}: ${nearOf(notice)}`,
    body: `In ${which}, ${usedOf(notice, 'a task')}.`,
  };
}

/** To who looks after those who do the work. */
function overseerWords(notice: Notice, part: 'coordinator' | 'service_owner', where: string): Text {
  const as = part === 'coordinator' ? 'coordinator of its team' : 'owner of its service';
  const { subject, body } =
    notice.kind === 'not_escalated'
      ? notEscalated(notice, where)
      : {
          subject: `Look after a task in ${where}: ${nearOf(notice)}`,
          body: `${capital(usedOf(notice, `this task in ${where}`))}.`,
        };
  return { subject, body: `${body}\nYou are told as ${as}.` };
}

function notEscalated(notice: Notice, where: string): Text {
  return {
    subject: `Hand on a task in ${where}: it could not be escalated`,
    body: `This task in ${where} was to be escalated: ${usedOf(notice, 'it')}.\n${remedies[notice.hindrance as Hindrance]}`,
  };
}

const remedies: Record<Hindrance, string> = {
  team_not_linked:
    'The team it was to go to is not linked to the trust by which it came, so it stays where it is. Reassign it, or allow assignments to that team.',
  person_left:
    'The person it was to go to does no work of the account any more, so it stays where it is. Reassign it, and name somebody else in the offering.',
};

const verbOf = ({ goal }: Notice) => (goal === 'respond' ? 'start' : 'complete');

/** Three quarters are what is usual; of another part it is said which. */
const nearOf = ({ percent, kind }: Notice) =>
  kind === 'breached'
    ? 'the target has passed'
    : percent === undefined || percent === 75
      ? 'the target is near'
      : `${percent} % of the time is used`;

/** How much of the time is used. What an older version put in the queue says no percent: it was three quarters. */
function usedOf(notice: Notice, what: string): string {
  const { percent, kind } = notice;
  const verb = verbOf(notice);
  if (kind === 'breached' || (kind !== 'warned' && percent === undefined))
    return `the target to ${verb} ${what} has passed`;
  return percent === undefined || percent === 75
    ? `three quarters of the time to ${verb} ${what} are used`
    : `${percent} % of the time to ${verb} ${what} is used`;
}

const capital = (words: string) => `${words[0]?.toUpperCase()}${words.slice(1)}`;

/** Names and titles are other people's words: they stay on their line, and in the direction it is read. */
export const plain = (words: string) => words.replace(/[\s\p{Cc}\p{Bidi_Control}]+/gu, ' ').trim();
