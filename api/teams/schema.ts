import { z } from 'zod';
import { Id, Named, text } from '../values.ts';

/** A team of a trusted account has a name and nothing else. */
export const Team = z
  .object({
    id: Id,
    name: z.string(),
    own: z.boolean(),
    coordinatorId: Id.nullable().optional(),
    members: z.array(Named).optional(),
  })
  .meta({ id: 'Team' });

export const NewTeam = z.object({ name: text(200) });
export const TeamChange = z.object({ name: text(200).optional(), coordinatorId: Id.nullable().optional() });
