import { z } from 'zod';
import { Instant } from '../values.ts';

/** A mail in the local mailbox. */
export const MailView = z
  .object({
    id: z.string().meta({ description: 'Its Message-ID without the angle brackets.' }),
    sentAt: Instant,
    from: z.string(),
    to: z.string(),
    subject: z.string(),
    text: z.string(),
  })
  .meta({ id: 'Mail' });
export type MailView = z.infer<typeof MailView>;

export const MailId = z.string().min(1).max(200);
