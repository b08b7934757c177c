import { z } from 'zod';
import { Calendar, NewCalendar } from '../accounts/schema.ts';
import { Id, PlainDate, text } from '../values.ts';

const units = ['minutes', 'hours', 'days', 'workingMinutes', 'workingHours', 'workingDays'] as const;
const Duration = z.strictObject({ amount: z.number(), unit: z.enum(units) }).meta({ id: 'Duration' });
const Target = z.strictObject({ respond: Duration.exactOptional(), complete: Duration.exactOptional() }).meta({
  id: 'Target',
  required: [],
  description: 'What is promised from the moment a task is assigned; nothing: best effort.',
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
export const Offering = OfferedOffering.extend({ serviceId: Id }).meta({ id: 'Offering' });

export const NewOffering = z.object({
  serviceId: Id,
  name: text(200),
  target: Target,
  calendar: NewCalendar.optional().meta({ description: 'By default the account’s, as it is now.' }),
  startsOn: PlainDate,
  endsOn: PlainDate.nullable().optional(),
});
export const OfferingChange = z.object({ target: Target.optional(), calendar: NewCalendar.optional() });
export const Expiry = z.object({ endsOn: PlainDate.meta({ description: 'Its last day, today at the earliest.' }) });
