import { z } from 'zod';
import { date, personId } from '../../plan/kit/index.ts';

/** Who starts, who accompanies them, and when. */
export const StarterFields = z.object({
  person: personId(),
  buddy: personId(),
  manager: personId(),
  startDate: date(),
});
export type Starter = z.output<typeof StarterFields>;
