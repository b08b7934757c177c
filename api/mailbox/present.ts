import type { Mail } from '../../domain/mail/mailbox.ts';
import type { MailView } from './schema.ts';

export const presentMail = ({ id, sentAt, sender, recipient, subject, body }: Mail): MailView => ({
  id,
  sentAt: sentAt.toISOString(),
  from: sender,
  to: recipient,
  subject,
  text: body,
});
