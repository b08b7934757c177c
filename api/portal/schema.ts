import { z } from 'zod';
import { stepStates } from '../../domain/portal/portal.ts';
import { ChecklistItem, TaskStatus } from '../tasks/schema.ts';
import { AccountName, AnyObject, Id, Instant, Named, PlainDate, Version } from '../values.ts';

const ToldStep = z
  .object({
    key: z.string().meta({ description: 'Names the step within its process.' }),
    text: z.string(),
    state: z.enum(stepStates),
    at: PlainDate.nullable().meta({ description: 'When it was done, or is needed by; null where that is not known.' }),
  })
  .meta({ id: 'ToldStep' });

const ToldProcess = z
  .object({
    id: Id,
    account: AccountName,
    title: z.string(),
    anchor: PlainDate.nullable().meta({ description: 'The date everything is relative to, such as the first day.' }),
    status: z.enum(['open', 'finished', 'canceled']),
    steps: z.array(ToldStep),
  })
  .meta({ id: 'ToldProcess', description: 'A process about you, as far as its template tells you of it.' });

const OwnTask = z
  .object({
    account: AccountName.meta({ description: 'Name it in X-Account to work the task.' }),
    id: Id,
    version: Version,
    title: z.string(),
    instructions: z.string(),
    due: Instant.nullable(),
    status: TaskStatus,
    checklist: z.array(ChecklistItem),
    outputSchema: AnyObject.nullable().meta({ description: 'JSON Schema of the output that completion takes.' }),
  })
  .meta({ id: 'OwnTask' });

export const Portal = z
  .object({
    person: Named,
    processes: z.array(ToldProcess).meta({ description: 'The newest first.' }),
    tasks: z.array(OwnTask).meta({ description: 'Open ones that were given to you by name, the most urgent first.' }),
  })
  .meta({ id: 'Portal' });
