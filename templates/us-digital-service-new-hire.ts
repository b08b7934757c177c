import { days, type Step } from '../plan/kit/index.ts';
import { hr } from './offers/index.ts';
import { type Entry, entriesOf } from './us-digital-service/checklist.ts';
import { buddy, newHire } from './us-digital-service/lists.ts';
import { buddyOwners, newHireOwners, type Owner } from './us-digital-service/owners.ts';
import { StarterFields } from './us-digital-service/starter.ts';

/** The checklists of 18F for a new hire and for the new hire's buddy, as one process. */
export const usDigitalServiceNewHire = hr.process(
  'US digital service new hire',
  {
    input: StarterFields,
    subject: 'person',
    manager: 'manager',
    anchor: 'startDate',
    externalTitle: 'A new colleague',
    example: {
      person: '0198a3c0-0000-7000-8000-000000000001',
      buddy: '0198a3c0-0000-7000-8000-000000000003',
      manager: '0198a3c0-0000-7000-8000-000000000002',
      startDate: '2027-03-01',
    },
  },
  (hire, { task }) => {
    const plan = <Key extends string>(entries: readonly Entry<Key>[], owners: { readonly [K in Key]: Owner }) => {
      const steps = new Map<string, Step>();
      for (const { key, id, name, instructions, days: offset, after } of entries) {
        const before = after.map((other) => steps.get(other)!);
        const due =
          before.length > 0
            ? days(offset).after(before)
            : offset < 0
              ? days(-offset).before(hire.startDate)
              : days(offset).after(hire.startDate);
        steps.set(key, owners[key](task, hire, { id, name, instructions, after: before, due }));
      }
    };
    plan(entriesOf(newHire), newHireOwners);
    plan(entriesOf(buddy), buddyOwners);
  },
);
