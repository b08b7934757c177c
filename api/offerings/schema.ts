import { z } from 'zod';
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
export const Offering = OfferedOffering.extend({ serviceId: Id }).meta({ id: 'Offering' });

export const NewOffering = z.object({
  serviceId: Id,
  name: text(200),
  target: Target,
  calendar: NewCalendar.optional().meta({ description: 'By default the account’s, as it is now.' }),
  serviceHours: Calendar.nullable().optional(),
  startsOn: PlainDate,
  endsOn: PlainDate.nullable().optional(),
});
export const OfferingChange = z.object({
  target: Target.optional(),
  calendar: NewCalendar.optional(),
  serviceHours: Calendar.nullable().optional(),
});
export const Expiry = z.object({ endsOn: PlainDate.meta({ description: 'Its last day, today at the earliest.' }) });
