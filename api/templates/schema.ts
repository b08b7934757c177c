import { z } from 'zod';
import { Forecast, Roles } from '../processes/schema.ts';
import { Side } from '../tasks/schema.ts';
import { AnyObject, Instant } from '../values.ts';

/** A process that may be started, as who starts it sees it. */
export const Template = z
  .object({
    name: z.string(),
    title: z.string(),
    hash: z.string().meta({ description: 'Of its content; another hash is another version.' }),
    roles: z.array(z.string()).meta({ description: 'Every account that takes part, by its role; the owner first.' }),
    input: AnyObject.meta({ description: 'JSON Schema of what it needs; `person-id` and `date` are formats.' }),
    anchor: z.string().nullable().meta({ description: 'Field of the input with the date everything is relative to.' }),
    example: AnyObject,
  })
  .meta({ id: 'Template' });

export const PlanRequest = z.object({
  input: AnyObject,
  roles: Roles.optional(),
  startedAt: Instant.optional().meta({ description: 'By default now.' }),
  example: z.boolean().optional().meta({
    description:
      'Whether it is about nobody in particular: people named are not looked up, and the date may lie in the past. By default for those who may start no processes.',
  }),
});

export const PlanPreview = z
  .object({
    endsAt: Instant,
    late: z.boolean().meta({ description: 'Something is late even if every target is just met.' }),
    rows: z.array(
      Forecast.extend({
        node: z.string(),
        kind: z.enum(['task', 'approval', 'automation', 'milestone']),
        title: z.string(),
        after: z.array(z.string()),
        account: Side.nullable(),
      }),
    ),
  })
  .meta({ id: 'PlanPreview' });
