import { z } from 'zod';
import { automation, personId } from '../plan/kit/index.ts';

/** Proposes a user name from the name of the person. */
export const mailboxName = automation('mailbox name', {
  input: z.object({ person: personId() }),
  output: z.object({ username: z.string() }),
});
