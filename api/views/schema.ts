import { z } from 'zod';
import { viewPages } from '../../domain/access/own.entity.ts';
import { Instant, text } from '../values.ts';

export const ViewName = text(60);
const page = z.enum(viewPages).meta({ description: 'The list that it narrows down.' });

export const NewView = z.object({
  page,
  query: z
    .string()
    .max(2000, { error: 'must have at most 2000 characters' })
    .meta({ description: 'As it stands in the address, such as `status=assigned&search=laptop`. Kept as it is.' }),
});

/** A list as somebody has narrowed it down. */
export const View = z.object({ name: z.string(), page, query: z.string(), savedAt: Instant }).meta({ id: 'SavedView' });
