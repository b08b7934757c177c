import type { z } from 'zod';
import type { Audience as SeenBy } from '../../domain/why/audience.ts';
import type { ToldReason } from '../../domain/why/why.ts';
import { instantOrNull } from '../values.ts';
import type { Audience, WhyReason } from './schema.ts';

export function presentAudience({ people, accounts }: SeenBy): z.input<typeof Audience> {
  return {
    people: people.map(({ person: { id, name }, reasons }) => ({
      person: { id, name },
      reasons: reasons.map(presentReason),
    })),
    accounts: accounts.map(({ account: { handle, name }, reasons }) => ({
      account: { handle, name },
      reasons: reasons.map(presentReason),
    })),
  };
}

export function presentReason({ since, ...reason }: ToldReason): z.input<typeof WhyReason> {
  return { ...reason, since: instantOrNull(since) };
}
