import type { Notice } from '../domain/mail/notice.ts';
import type { NoticeEntry } from '../relay/relay.ts';

/** What lies in the queue: ids only. Everything people read is loaded at delivery, in the recipient's name. */
export type NoticeJob = Notice & {
  /** Of the outbox entry; with the recipient's id it names a mail. */
  readonly id: string;
  /** The one recipient a job of name `mail` is for. */
  readonly person?: string;
};

/** Leaves behind what could say something of people: titles, reasons. */
export function jobOf({ id, accountId, processId, payload }: NoticeEntry): NoticeJob {
  const tasks = Array.isArray(payload.tasks) ? (payload.tasks as { id: string }[]).map((task) => task.id) : [];
  return {
    id,
    kind: payload.notice as Notice['kind'],
    account: accountId,
    process: processId as string,
    tasks: typeof payload.task === 'string' ? [payload.task, ...tasks] : tasks,
    to: Array.isArray(payload.to) ? (payload.to as string[]) : [],
    ...Object.fromEntries(aboutClocks.flatMap((field) => (payload[field] ? [[field, payload[field]]] : []))),
  };
}

const aboutClocks = ['goal', 'percent', 'roles', 'held', 'from', 'hindrance'] as const satisfies (keyof Notice)[];
