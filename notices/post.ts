import { UnrecoverableError } from 'bullmq';
import { createTransport } from 'nodemailer';
import { keepMail } from '../domain/mail/mailbox.ts';
import type { Store } from '../domain/store.ts';

/** One mail to one person. `id` is the Message-ID without its brackets: by it a mail sent again is known. */
export type Outgoing = {
  readonly id: string;
  readonly person: string;
  readonly name: string;
  readonly email: string;
  readonly subject: string;
  readonly body: string;
};

export type Post = {
  /** True when sending one mail can fail while another succeeds, so that each needs tries of its own. */
  readonly oneByOne: boolean;
  /** On behalf of an account. */
  readonly send: (accountId: string, mails: readonly Outgoing[]) => Promise<void>;
  readonly close: () => void;
};

/** By the mail server at `smtp://user:password@host:587`. */
export function smtpPost(url: string, from: string): Post {
  const transport = createTransport({
    url,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    oneByOne: true,
    send: async (_, mails) => {
      try {
        for (const { id, name, email, subject, body } of mails) {
          await transport.sendMail({
            from,
            to: { name, address: email },
            subject,
            text: body,
            messageId: `<${id}>`,
            // Keeps out-of-office programs from answering.
            headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
          });
        }
      } catch (error) {
        throw refusal(error as SmtpError);
      }
    },
    close: () => transport.close(),
  };
}

/** Into the mailbox that the API shows. */
export function localPost(store: Store, sender: string): Post {
  return {
    oneByOne: false,
    send: (accountId, mails) => {
      const sentAt = new Date();
      return keepMail(
        store,
        accountId,
        mails.map(({ email, name, ...mail }) => ({ ...mail, sender, recipient: `${name} <${email}>`, sentAt })),
      );
    },
    close: () => {},
  };
}

type SmtpError = Error & { code?: string; responseCode?: number };

/** For the eyes of operators, who see ids and no addresses. A recipient refused for good is not tried again. */
function refusal({ message, code, responseCode }: SmtpError): Error {
  const said = `The mail server did not take the mail: ${message.replace(/<?[^\s<>]+@[^\s<>]+>?/g, '(address)')}`;
  const forGood = code === 'EENVELOPE' && responseCode !== undefined && responseCode >= 500;
  return forGood ? new UnrecoverableError(said) : new Error(said);
}
