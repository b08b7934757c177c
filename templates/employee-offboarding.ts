import { z } from 'zod';
import { date, days, endOf, on, personId, workingDays, workingHours } from '../plan/kit/index.ts';
import { facilities, hr, it, people } from './offers/index.ts';

const Leaver = z.object({
  person: personId(),
  manager: personId(),
  successor: personId(),
  lastDay: date(),
  workplace: z.enum(['onsite', 'remote']),
  assets: z.array(z.string().min(1)),
  homeAddress: z.string().min(1).optional(),
});

const example: z.input<typeof Leaver> = {
  person: '0198a3c0-0000-7000-8000-000000000001',
  manager: '0198a3c0-0000-7000-8000-000000000002',
  successor: '0198a3c0-0000-7000-8000-000000000003',
  lastDay: '2027-03-31',
  workplace: 'onsite',
  assets: ['laptop A-1042', 'phone P-77'],
};

export const employeeOffboarding = hr.process(
  'employee offboarding',
  {
    input: Leaver,
    subject: 'person',
    manager: 'manager',
    anchor: 'lastDay',
    externalTitle: 'A colleague leaves',
    example,
  },
  (leaver, { task, milestone, match }) => {
    const { person, lastDay } = leaver;
    const interview = task(people.leaveInterview, { with: { person }, due: workingDays(3).before(lastDay) });
    const documents = task(people.issueDocuments, { with: { person, lastDay }, due: on(lastDay) });
    const files = task(it.handOverFiles, {
      with: { person, to: leaver.successor },
      due: workingDays(1).before(lastDay),
    });
    // Waits for the last hour and for nothing else: a late handover must not keep a door open.
    const access = task(it.cutAccess, {
      with: { person },
      notBefore: workingHours(1).before(endOf(lastDay)),
      due: on(lastDay),
    });

    const equipment = match(leaver.workplace, {
      onsite: () => {
        task(facilities.collectBadge, { with: { person }, notBefore: on(lastDay), due: on(lastDay) });
        task(facilities.clearDesk, {
          with: { person },
          notBefore: days(1).after(lastDay),
          due: days(7).after(lastDay),
        });
        return task(it.takeBackEquipment, {
          with: { person, assets: leaver.assets },
          notBefore: on(lastDay),
          due: on(lastDay),
        });
      },
      remote: () => {
        const box = task(it.sendReturnBox, {
          with: { person, to: leaver.homeAddress },
          due: workingDays(5).before(lastDay),
        });
        return task(it.takeBackEquipment, {
          name: 'take back equipment by post',
          with: { person, assets: leaver.assets },
          after: [box],
          due: workingDays(10).after(lastDay),
        });
      },
    });

    const gone = milestone('everything is back', { after: [interview, files, access, equipment] });
    task(people.finalPayroll, {
      with: { person, lastDay, missing: equipment.missing },
      after: [gone, documents],
      due: workingDays(15).after(lastDay),
    });
    return { accounts: access.accounts, missing: equipment.missing };
  },
);
