import { z } from 'zod';
import { date, days, on, personId, workingDays } from '../plan/kit/index.ts';
import { mailboxName } from './automations.ts';
import { Application, facilities, hr, it, LaptopModel, people } from './offers/index.ts';

const NewHire = z.object({
  person: personId(),
  manager: personId(),
  startDate: date(),
  workplace: z.enum(['onsite', 'remote']),
  model: LaptopModel,
  applications: z.array(Application),
  site: z.string().min(1).optional(),
  homeAddress: z.string().min(1).optional(),
});

const example: z.input<typeof NewHire> = {
  person: '0198a3c0-0000-7000-8000-000000000001',
  manager: '0198a3c0-0000-7000-8000-000000000002',
  startDate: '2027-03-01',
  workplace: 'onsite',
  model: 'developer',
  applications: ['mail', 'chat', 'code'],
  site: 'Amsterdam',
};

export const employeeOnboarding = hr.process(
  'employee onboarding',
  {
    input: NewHire,
    subject: 'person',
    manager: 'manager',
    anchor: 'startDate',
    externalTitle: 'A new colleague',
    publicTitle: 'Your start',
    example,
  },
  (hire, { task, approval, milestone, automation, match, each }) => {
    const budget = approval('equipment budget', {
      by: hire.manager,
      show: { model: hire.model, applications: hire.applications },
      due: workingDays(12).before(hire.startDate),
    });
    const proposed = automation(mailboxName, { with: { person: hire.person } });
    const login = task(it.createLogin, {
      with: { person: hire.person, manager: hire.manager, username: proposed.username, from: hire.startDate },
      notBefore: days(30).before(hire.startDate),
      due: workingDays(10).before(hire.startDate),
      public: 'Your login is created',
    });
    const laptop = task(it.prepareLaptop, {
      with: { username: login.username, model: hire.model },
      after: [budget],
      due: workingDays(6).before(hire.startDate),
      public: 'Your laptop is prepared',
    });
    const access = each(hire.applications, (application) =>
      task(it.grantAccess, {
        with: { username: login.username, application },
        due: on(hire.startDate),
        public: 'You are given access to your applications',
      }),
    );

    const arrival = match(hire.workplace, {
      onsite: () => {
        const desk = task(facilities.assignDesk, {
          with: { person: hire.person, site: hire.site },
          public: 'A desk is chosen for you',
        });
        const badge = task(facilities.issueBadge, { with: { person: hire.person, floor: desk.floor } });
        return { place: desk.desk, receipt: badge.badge };
      },
      remote: () => {
        const parcel = task(it.shipLaptop, {
          with: { assetTag: laptop.assetTag, to: hire.homeAddress },
          public: 'Your laptop is sent to you',
        });
        return { place: hire.homeAddress, receipt: parcel.tracking };
      },
    });

    const equipped = milestone('ready to work', {
      after: [laptop, access, arrival],
      public: 'Everything is ready for your first day',
    });
    task(people.welcome, {
      with: { person: hire.person, username: login.username, place: arrival.place },
      after: [equipped],
      notBefore: on(hire.startDate),
      due: on(hire.startDate),
      public: 'You are welcomed',
    });

    return { username: login.username, assetTag: laptop.assetTag, receipt: arrival.receipt };
  },
);
