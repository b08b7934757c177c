import { z } from 'zod';
import { account, automation, date, hours, personId, workingDays } from '../../plan/kit/index.ts';

/** Accounts and offers for templates in tests: HR trusts IT and Facilities; nobody trusts the rival. */
const itAccount = account('it');
const facilitiesAccount = account('facilities');
const rivalAccount = account('rival');
export const hr = account('hr').trusting(itAccount, facilitiesAccount);

export const Model = z.enum(['standard', 'developer']);

const workplace = itAccount.service('workplace');
export const it = {
  createLogin: workplace.offers('create login', {
    input: z.object({ person: personId(), from: date() }),
    output: z.object({ username: z.string(), quota: z.number(), hint: z.string().optional() }),
    target: { respond: hours(4), complete: workingDays(2) },
  }),
  prepareLaptop: workplace.offers('prepare laptop', {
    input: z.object({ username: z.string(), model: Model }),
    output: z.object({ assetTag: z.string(), readyOn: date(), spares: z.array(z.string()) }),
  }),
  check: workplace.offers('check papers', {
    input: z.object({ person: personId() }),
    output: z.object({ result: z.enum(['clear', 'open', 'denied']), passed: z.boolean(), by: personId() }),
  }),
  grantAccess: workplace.offers('grant access', {
    input: z.object({ username: z.string(), application: z.string() }),
    output: z.object({}),
  }),
};
export const facilities = {
  assignDesk: facilitiesAccount.service('housing').offers('assign desk', {
    input: z.object({ person: personId(), site: z.string() }),
    output: z.object({ desk: z.string(), floor: z.string() }),
  }),
};
export const people = {
  welcome: hr.service('people').offers('welcome', {
    input: z.object({ person: personId(), place: z.string().optional() }),
    output: z.object({}),
  }),
};
export const rival = {
  spy: rivalAccount.service('secrets').offers('spy', { input: z.object({}), output: z.object({}) }),
};
export const count = automation('count', {
  input: z.object({ of: z.array(z.string()) }),
  output: z.object({ count: z.number() }),
});

export const Hire = z.object({
  person: personId(),
  manager: personId(),
  seconds: z.array(personId()),
  startDate: date(),
  workplace: z.enum(['onsite', 'remote']),
  contractor: z.boolean(),
  model: Model,
  nickname: z.string(),
  applications: z.array(z.string()),
  rooms: z.array(z.object({ name: z.string(), keys: z.array(z.string()), floor: z.string().optional() })),
  site: z.string().optional(),
});

export const example: z.input<typeof Hire> = {
  person: '0198a3c0-0000-7000-8000-000000000001',
  manager: '0198a3c0-0000-7000-8000-000000000002',
  seconds: ['0198a3c0-0000-7000-8000-000000000003', '0198a3c0-0000-7000-8000-000000000004'],
  startDate: '2027-03-01',
  workplace: 'onsite',
  contractor: false,
  model: 'developer',
  nickname: 'Ada',
  applications: ['mail', 'chat'],
  rooms: [
    { name: 'lab', keys: ['a', 'b'], floor: '2' },
    { name: 'hall', keys: ['c'] },
  ],
  site: 'Amsterdam',
};

export const about = { input: Hire, subject: 'person', externalTitle: 'A new colleague', example } as const;
