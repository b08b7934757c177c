import { z } from 'zod';
import { toldOf } from '../../domain/service/scheme.ts';
import { goals } from '../../plan/facts.ts';
import { Calendar, NewCalendar } from '../accounts/schema.ts';
import { Id, PlainDate, text } from '../values.ts';

const units = ['minutes', 'hours', 'days', 'workingMinutes', 'workingHours', 'workingDays'] as const;
const Duration = z.strictObject({ amount: z.number(), unit: z.enum(units) }).meta({ id: 'Duration' });
const promised = { respond: Duration.exactOptional(), complete: Duration.exactOptional() };
const Promised = z.strictObject(promised).meta({ id: 'Promised', required: [] });
const byImpact = {
  low: Promised.exactOptional(),
  medium: Promised.exactOptional(),
  high: Promised.exactOptional(),
  top: Promised.exactOptional(),
};
const Target = z
  .strictObject({ ...promised, byImpact: z.strictObject(byImpact).meta({ required: [] }).exactOptional() })
  .meta({
    id: 'Target',
    required: [],
    description:
      'What is promised from the moment a task is assigned, and in place of that by its impact; nothing: best effort.',
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
    calendar: Calendar.meta({ description: 'When it is supported: in which targets count.' }),
    serviceHours: Calendar.nullable().meta({ description: 'When it is there to be used; null: as supported.' }),
    startsOn: PlainDate,
    endsOn: PlainDate.nullable().meta({ description: 'Its last day.' }),
  })
  .meta({ id: 'OfferedOffering' });
export const Offering = OfferedOffering.extend({ serviceId: Id, scheme: Scheme }).meta({ id: 'Offering' });

export const NewOffering = z.object({
  serviceId: Id,
  name: text(200),
  target: Target,
  scheme: Scheme.optional(),
  calendar: NewCalendar.optional().meta({ description: 'By default the account’s, as it is now.' }),
  serviceHours: Calendar.nullable().optional(),
  startsOn: PlainDate,
  endsOn: PlainDate.nullable().optional(),
});
export const OfferingChange = z.object({
  target: Target.optional(),
  scheme: Scheme.optional(),
  calendar: NewCalendar.optional(),
  serviceHours: Calendar.nullable().optional(),
});
export const Expiry = z.object({ endsOn: PlainDate.meta({ description: 'Its last day, today at the earliest.' }) });
