import { z } from 'zod';
import { date, days, hours, minutes, on, personId, type Template, workingDays } from '../../../plan/kit/index.ts';
import type { Calendar } from '../../../plan/plan.ts';
import { facilitiesAccount, hr, itAccount } from '../../../templates/offers/accounts.ts';

// Processes whose clocks run out over a year, in hours that are as different as can be.

const input = z.object({ person: personId(), manager: personId(), startDate: date() });
const about = {
  subject: 'person',
  manager: 'manager',
  anchor: 'startDate',
  externalTitle: 'A new colleague',
  input,
  example: { person: '', manager: '', startDate: '2027-03-01' },
} as const;
const done = { input: z.object({ person: personId() }), output: z.object({}) };

const identity = itAccount.service('identity');
const workplace = itAccount.service('workplace');
const housing = facilitiesAccount.service('housing');
const people = hr.service('people');

const login = identity.offers('long login', {
  ...done,
  target: { respond: hours(4), complete: workingDays(12) },
});
const laptop = workplace.offers('long laptop', { ...done, target: { respond: days(3), complete: workingDays(180) } });
const desk = housing.offers('long desk', { ...done, target: { respond: minutes(90), complete: hours(300) } });
const parcel = housing.offers('long parcel', {
  ...done,
  target: { respond: hours(40), complete: days(200) },
});
const welcome = people.offers('long welcome', { ...done, target: { complete: workingDays(60) } });

const equipped = hr.process('long equipped', about, ({ person, startDate }, { task }) => {
  task(login, { with: { person }, due: workingDays(10).before(startDate) });
  task(laptop, { with: { person }, due: on(startDate) });
});
const seated = hr.process('long seated', about, ({ person, startDate }, { task }) => {
  task(desk, { with: { person }, due: workingDays(3).before(startDate) });
  task(parcel, { with: { person }, due: hours(5).after(startDate) });
});
const welcomed = hr.process('long welcomed', about, ({ person, startDate }, { task }) => {
  task(welcome, { with: { person }, due: on(startDate) });
  task(login, { with: { person } });
});
export const shapes = [equipped, seated, welcomed] as unknown as readonly Template[];

/** In ms: a clock that runs out while one waits. */
const drilled = 2_400;
const react = people.offers('short welcome', { ...done, target: { complete: minutes(drilled / 60_000) } });
export const drill = hr.process('short drill', about, ({ person }, { task }) => {
  task(react, { with: { person } });
}) as unknown as Template;

const everyDay: Calendar = { zone: 'UTC', week: Array.from({ length: 7 }, () => [[0, 1440]]), holidays: [] };
const week = (zone: string, ...hours: Calendar['week'][number][number][]): Calendar => ({
  zone,
  week: [...Array.from({ length: 5 }, () => hours), [], []],
  holidays: [],
});
/** By offer. Of those not named here, what the account has. */
export const calendars: { readonly [offer: string]: Calendar } = {
  'long laptop': week('Pacific/Apia', [540, 1020]),
  'long desk': week('Australia/Lord_Howe', [1320, 1800]),
  'long parcel': week('Europe/London', [480, 720], [780, 1080]),
  'long welcome': week('Asia/Kathmandu', [600, 1100]),
  'short welcome': everyDay,
};
