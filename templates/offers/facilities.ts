import { z } from 'zod';
import { hours, personId, workingDays } from '../../plan/kit/index.ts';
import { facilitiesAccount } from './accounts.ts';

const housing = facilitiesAccount.service('housing');
const security = facilitiesAccount.service('security');

/** What Facilities promises. */
export const facilities = {
  assignDesk: housing.offers('assign desk', {
    input: z.object({ person: personId(), site: z.string() }),
    output: z.object({ desk: z.string(), floor: z.string() }),
    target: { respond: hours(4), complete: workingDays(2) },
  }),
  issueBadge: security.offers('issue badge', {
    input: z.object({ person: personId(), floor: z.string() }),
    output: z.object({ badge: z.string() }),
    target: { respond: hours(4), complete: workingDays(2) },
  }),
  collectBadge: security.offers('collect badge', {
    input: z.object({ person: personId() }),
    output: z.object({}),
    target: { respond: hours(2), complete: hours(4) },
  }),
  clearDesk: housing.offers('clear desk', {
    input: z.object({ person: personId() }),
    output: z.object({}),
    target: { complete: workingDays(3) },
    checklist: ['Personal things handed over or sent', 'Drawers unlocked and empty', 'Desk cleaned'],
  }),
  handOverBadge: security.offers('hand over badge', {
    input: z.object({ person: personId() }),
    output: z.object({}),
    target: { respond: hours(4) },
  }),
};
