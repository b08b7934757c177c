import { z } from 'zod';
import { toldOf } from '../../domain/service/scheme.ts';
import { goals } from '../../domain/task/goals.ts';
import { Calendar } from '../accounts/schema.ts';
import { Id, PlainDate, text } from '../values.ts';

const units = ['minutes', 'hours', 'days', 'workingMinutes', 'workingHours', 'workingDays'] as const;
const Duration = z.strictObject({ amount: z.number(), unit: z.enum(units) }).meta({ id: 'Duration' });
const Target = z.strictObject({ respond: Duration.exactOptional(), complete: Duration.exactOptional() }).meta({
  id: 'Target',
  required: [],
  description: 'What is promised from the moment a task is assigned; nothing: best effort.',
});

const SchemeRule = z
  .strictObject({
    goal: z.enum(goals),
    at: z
      .union([z.number(), z.literal('breach')])
      .meta({ description: 'A whole percent of the time, from 1 to 99, or the breach.' }),
    to: z.array(z.enum(toldOf)),
    inWorkingHours: z
      .boolean()
      .exactOptional()
      .meta({ description: 'Each is told in the working hours of his account.' }),
    escalateTo: z
      .union([z.strictObject({ team: Id }), z.strictObject({ person: Id })])
      .exactOptional()
      .meta({ description: 'Where the task goes then: to a team, or to a person while it stays with its team.' }),
  })
  .meta({ id: 'SchemeRule', required: ['goal', 'at', 'to'] });
const Scheme = z.array(SchemeRule).meta({
  description:
    'Who is told when targets run out, and where tasks go then, of tasks assigned from now on; empty: the usual, which is who has the task, at 75 % and at the breach. Of a breach the manager of the process is told whatever it says.',
});

/** As the account it is offered to sees it. */
export const OfferedOffering = z
  .object({
    id: Id,
    name: z.string().meta({ description: 'As templates call it, e.g. `prepare laptop`.' }),
    target: Target,
    calendar: Calendar,
    startsOn: PlainDate,
    endsOn: PlainDate.nullable().meta({ description: 'Its last day.' }),
  })
  .meta({ id: 'OfferedOffering' });
export const Offering = OfferedOffering.extend({ serviceId: Id, scheme: Scheme }).meta({ id: 'Offering' });

export const NewOffering = z.object({
  serviceId: Id,
  name: text(200),
  target: Target,
  calendar: Calendar.optional().meta({ description: 'By default the account’s, as it is now.' }),
  scheme: Scheme.optional(),
  startsOn: PlainDate,
  endsOn: PlainDate.nullable().optional(),
});
export const OfferingChange = z.object({
  target: Target.optional(),
  calendar: Calendar.optional(),
  scheme: Scheme.optional(),
});
export const Expiry = z.object({ endsOn: PlainDate.meta({ description: 'Its last day, today at the earliest.' }) });
