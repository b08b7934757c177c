import { z } from 'zod';
import { account, date, days, hours, minutes, on, personId, type Template, workingDays } from '../plan/kit/index.ts';

const target = { respond: hours(4), complete: workingDays(2) };
const about = z.object({ person: personId() });
const done = z.object({});

const it = account('it');
const facilities = account('facilities');
const payroll = account('payroll');
const training = account('training');
const vendor = account('vendor');
const hr = account('hr').trusting(it, facilities, payroll, training, vendor);

const identity = it.service('identity');
const workplace = it.service('workplace');
const housing = facilities.service('housing');
const salaries = payroll.service('salaries');
const courses = training.service('courses');
const supply = vendor.service('supply');
const people = hr.service('people');

const createLogin = identity.offers('create login', {
  input: z.object({ person: personId(), from: date() }),
  output: z.object({ username: z.string() }),
  target,
});
const assignDesk = housing.offers('assign desk', { input: about, output: z.object({ desk: z.string() }), target });
const enrol = salaries.offers('enrol', { input: about, output: z.object({ number: z.string() }), target });
const prepareLaptop = workplace.offers('prepare laptop', {
  input: z.object({ username: z.string() }),
  output: done,
  target,
});
const grantAccess = identity.offers('grant access', {
  input: z.object({ username: z.string() }),
  output: done,
  target,
});
const furnish = housing.offers('furnish desk', { input: z.object({ desk: z.string() }), output: done, target });
const setUpPay = salaries.offers('set up pay', { input: z.object({ number: z.string() }), output: done, target });
const bookSafety = courses.offers('book safety course', { input: about, output: done, target });
const bookIntroduction = courses.offers('book introduction', { input: about, output: done, target });
const orderPhone = supply.offers('order phone', { input: about, output: done, target });
const handOver = workplace.offers('hand over equipment', {
  input: z.object({ username: z.string(), desk: z.string() }),
  output: done,
  target,
});
const welcome = people.offers('welcome', { input: about, output: done, target });

const NewHire = z.object({ person: personId(), manager: personId(), startDate: date() });
const hire = {
  person: '0198a3c0-0000-7000-8000-000000000001',
  manager: '0198a3c0-0000-7000-8000-000000000002',
  startDate: '2027-03-01',
};
const who = { subject: 'person', manager: 'manager', externalTitle: 'A new colleague' } as const;

/** 12 tasks in 4 waves (3 + 7 + 1 + 1), as `waves` of `shape.ts` says. */
const onboarding = hr.process(
  'bench onboarding',
  { input: NewHire, anchor: 'startDate', ...who, example: hire },
  ({ person, startDate }, { task }) => {
    const login = task(createLogin, { with: { person, from: startDate }, due: workingDays(10).before(startDate) });
    const desk = task(assignDesk, { with: { person }, due: workingDays(10).before(startDate) });
    const pay = task(enrol, { with: { person }, due: workingDays(10).before(startDate) });
    const { username } = login;
    const next = { after: [login, desk, pay], due: workingDays(5).before(startDate) };
    const second = [
      task(prepareLaptop, { with: { username }, ...next }),
      task(grantAccess, { with: { username }, ...next }),
      task(furnish, { with: { desk: desk.desk }, ...next }),
      task(setUpPay, { with: { number: pay.number }, ...next }),
      task(bookSafety, { with: { person }, ...next }),
      task(bookIntroduction, { with: { person }, ...next }),
      task(orderPhone, { with: { person }, ...next }),
    ];
    const third = task(handOver, {
      with: { username, desk: desk.desk },
      after: second,
      due: days(1).before(startDate),
    });
    task(welcome, { with: { person }, after: [third], due: on(startDate) });
    return { username };
  },
);

const tidyUp = identity.offers('tidy up', { input: z.object({ item: z.string() }), output: done, target });

/** As many tasks at once as it is given items: fills an inbox. */
const backlog = hr.process(
  'bench backlog',
  {
    input: NewHire.extend({ items: z.array(z.string()) }),
    ...who,
    example: { ...hire, items: ['one', 'two'] },
  },
  ({ items }, { task, each }) => {
    each(items, (item) => task(tidyUp, { with: { item } }));
  },
);

const remind = identity.offers('remind', {
  input: z.object({ item: z.string() }),
  output: done,
  target: { complete: workingDays(20) },
});

/** As many tasks at once as it is given items, each with one clock that runs for weeks. */
const clocks = hr.process(
  'bench clocks',
  { input: NewHire.extend({ items: z.array(z.string()) }), ...who, example: { ...hire, items: ['one', 'two'] } },
  ({ items }, { task, each }) => {
    each(items, (item) => task(remind, { with: { item } }));
  },
);

/** Warned of after three quarters of it, breached after all. */
export const drillSeconds = 6;
const react = workplace.offers('react', {
  input: about,
  output: done,
  target: { complete: minutes(drillSeconds / 60) },
});

/** A clock that runs out while one waits. */
const drill = hr.process('bench drill', { input: NewHire, ...who, example: hire }, ({ person }, { task }) => {
  task(react, { with: { person } });
});

export const benchTemplates: readonly Template[] = [onboarding, backlog, clocks, drill].map(
  (template) => template as unknown as Template,
);
/** What completes a task hands back. */
export const outputs: { readonly [title: string]: { readonly [field: string]: string } } = {
  'create login': { username: 'new.hire' },
  'assign desk': { desk: '4-12' },
  enrol: { number: '10442' },
};
