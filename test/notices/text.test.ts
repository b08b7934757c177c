import { describe, expect, test } from '@jest/globals';
import type { Section, SectionTask } from '../../domain/mail/letter.ts';
import type { Notice } from '../../domain/mail/notice.ts';
import { textOf } from '../../notices/text.ts';

const laptop: SectionTask = {
  id: '0198a3c0-0000-7000-8000-00000000000a',
  title: 'prepare laptop',
  customer: 'Fernhill HR',
  due: new Date('2027-02-19T16:00:00Z'),
  target: new Date('2027-03-29T07:00:00Z'),
};
const badge: SectionTask = { id: '0198a3c0-0000-7000-8000-00000000000b', title: 'issue badge' };
const it: Section = {
  part: 'worker',
  account: { id: 'it', name: 'Fernhill IT', zone: 'Europe/Amsterdam' },
  tasks: [laptop],
};
const facilities: Section = {
  part: 'worker',
  account: { id: 'facilities', name: 'Fernhill Facilities', zone: 'America/New_York' },
  tasks: [{ ...laptop, title: 'assign desk' }],
};
const managed: Section = {
  part: 'manager',
  account: { id: 'hr', name: 'Fernhill HR', zone: 'Europe/Amsterdam' },
  process: { id: '0198a3c0-0000-7000-8000-00000000000c', number: 12, template: 'employee-onboarding' },
  tasks: [{ id: laptop.id, title: 'prepare laptop', target: laptop.target as Date }],
};

const write = (
  kind: Notice['kind'],
  sections: readonly Section[],
  goal?: 'respond' | 'complete',
  more: Partial<Notice> = {},
) =>
  textOf(
    { kind, account: 'hr', process: 'p', tasks: [], to: [], ...(goal ? { goal } : {}), ...more },
    { name: 'Ida Novak', sections },
    'https://accord.example',
  );

describe('the text of a notice', () => {
  test('names the task, for whom it is, its dates in the zone of the account and the way to it', () => {
    expect(write('assigned', [it])).toEqual({
      subject: 'Accept a new task in Fernhill IT',
      body: [
        'Hello Ida Novak,',
        '',
        'This task in Fernhill IT is assigned to you or to a team of yours.',
        '',
        '  prepare laptop',
        '  For: Fernhill HR',
        '  Target: Mon, 29 Mar 2027, 09:00 (Europe/Amsterdam)',
        '  Due: Fri, 19 Feb 2027, 17:00 (Europe/Amsterdam)',
        '  https://accord.example/tasks/0198a3c0-0000-7000-8000-00000000000a',
        '',
      ].join('\n'),
    });
  });

  test('lists several tasks of one account in one mail', () => {
    const { subject, body } = write('assigned', [{ ...it, tasks: [laptop, badge] }]);
    expect(subject).toBe('Accept 2 new tasks in Fernhill IT');
    expect(body).toContain('These tasks in Fernhill IT are assigned to you or to a team of yours.');
    expect(body.match(/https:\/\/accord\.example\/tasks\/\S+/g)).toHaveLength(2);
  });

  test('keeps the accounts of a person apart, each with its own zone', () => {
    const { subject, body } = write('assigned', [it, facilities]);
    expect(subject).toBe('Accept 2 new tasks in Fernhill IT and Fernhill Facilities');
    expect(body).toContain('This task in Fernhill IT is assigned to you or to a team of yours.\n\n  prepare laptop');
    expect(body).toContain(
      'This task in Fernhill Facilities is assigned to you or to a team of yours.\n\n  assign desk',
    );
    expect(body).toContain('Target: Mon, 29 Mar 2027, 03:00 (America/New_York)');
  });

  test.each([
    ['due_soon', undefined, 'Finish a task in Fernhill IT: due soon', 'This task in Fernhill IT is due soon.'],
    ['warned', 'respond', 'Start a task in Fernhill IT: the target is near', 'of the time to start this task in'],
    [
      'warned',
      'complete',
      'Complete a task in Fernhill IT: the target is near',
      'of the time to complete this task in',
    ],
    ['breached', 'respond', 'Start a task in Fernhill IT: the target has passed', 'The target to start this'],
    ['breached', 'complete', 'Complete a task in Fernhill IT: the target has passed', 'The target to complete this'],
    ['canceled', undefined, 'Stop work on a task in Fernhill IT', 'This task in Fernhill IT is canceled.'],
  ] as const)('of %s (%s) says what to do', (kind, goal, subject, sentence) => {
    const text = write(kind, [it], goal);
    expect(text.subject).toBe(subject);
    expect(text.body).toContain(sentence);
    expect(text.body).toContain(`https://accord.example/tasks/${laptop.id}`);
  });

  test('to an approver asks for a decision, or takes that back', () => {
    const asked: Section = { ...it, part: 'approver' };
    expect(write('approval', [asked])).toMatchObject({
      subject: 'Approve or reject a request in Fernhill IT',
      body: expect.stringContaining('You are asked for your approval in Fernhill IT.'),
    });
    expect(write('canceled', [asked])).toMatchObject({
      subject: 'Leave a request in Fernhill IT: your approval is not needed',
      body: expect.stringContaining('Your approval in Fernhill IT is no longer asked for.'),
    });
  });

  test('to the manager names the process by its number, and leads to it', () => {
    const halted = write('halted', [managed]);
    expect(halted.subject).toBe('Decide how a process in Fernhill HR goes on');
    expect(halted.body).toContain('Process 12 (employee-onboarding) in Fernhill HR has come to a halt:');
    expect(halted.body).toContain('https://accord.example/processes/0198a3c0-0000-7000-8000-00000000000c');
    expect(halted.body).not.toContain('/tasks/');
    const late = write('breached', [managed], 'complete');
    expect(late.subject).toBe('Look after a late task in Fernhill HR');
    expect(late.body).toContain('the target to complete a task has passed.');
  });

  test.each([
    [75, 'Three quarters of the time to complete this task in Fernhill IT are used.', 'the target is near'],
    [80, '80 % of the time to complete this task in Fernhill IT is used.', '80 % of the time is used'],
    // As an older version put it in the queue.
    [undefined, 'Three quarters of the time to complete this task in Fernhill IT are used.', 'the target is near'],
  ] as const)('names how much of the time is used, if it is not the usual: %s', (percent, sentence, near) => {
    const warned = write('warned', [it], 'complete', percent ? { percent } : {});
    expect(warned.subject).toBe(`Complete a task in Fernhill IT: ${near}`);
    expect(warned.body).toContain(sentence);
  });

  test.each([
    ['coordinator', 'You are told as coordinator of its team.'],
    ['service_owner', 'You are told as owner of its service.'],
  ] as const)('tells a %s as whom he is told', (part, sentence) => {
    const section: Section = { ...it, part };
    for (const percent of [80, undefined]) {
      const { subject, body } = write(
        percent ? 'warned' : 'breached',
        [section],
        'respond',
        percent ? { percent } : {},
      );
      expect(subject).toMatch(/^Look after a task in Fernhill IT: /);
      expect(body).toContain(percent ? '80 % of the time to start this task' : 'The target to start this task');
      expect(body).toContain(sentence);
    }
  });

  test('of an escalation says to each side why, and what is to be done', () => {
    const now = write('escalated', [it], 'complete', { percent: 90 });
    expect(now.subject).toBe('Accept an escalated task in Fernhill IT');
    expect(now.body).toContain(
      'This task in Fernhill IT is escalated to you or to a team of yours: 90 % of the time to complete it is used.',
    );
    const before = write('escalated', [{ ...it, part: 'former', tasks: [] }], 'complete');
    expect(before.subject).toBe('Leave a task in Fernhill IT: it is escalated');
    expect(before.body).toContain('The target to complete a task has passed.');
    expect(before.body).not.toContain('/tasks/');
    const stays = write('not_escalated', [it], 'complete', { hindrance: 'person_left' });
    expect(stays.subject).toBe('Hand on a task in Fernhill IT: it could not be escalated');
    expect(stays.body).toContain('was to be escalated: the target to complete it has passed.');
    expect(stays.body).toContain('does no work of the account any more');
  });

  test('of a canceled task asks for no date any more', () => {
    expect(write('canceled', [it]).body).not.toMatch(/Due|Target/);
  });

  test('keeps other people’s words on their line, so that they can forge neither header nor sentence', () => {
    const forged = {
      ...it,
      account: { ...it.account, name: 'IT\r\nBcc: eve@example.com' },
      tasks: [{ ...badge, title: 'a\n\nHello boss,\u0000\u2028\u202eb' }],
    };
    const { subject, body } = write('assigned', [forged]);
    expect(subject).toBe('Accept a new task in IT Bcc: eve@example.com');
    expect(body).toContain('\n  a Hello boss, b\n');
  });
});
