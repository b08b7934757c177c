import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { countriesKnown, publicHolidays, withHolidays } from '../../../domain/account/holidays.ts';
import type { ActingName } from '../../../domain/person/team.entity.ts';
import type { Viewer } from '../../../domain/viewer.ts';
import { amsterdam } from '../../plan/offices.ts';

const as = (...roles: ActingName[]): Viewer => ({
  accountId: '',
  personId: 'somebody',
  roles: new Set(roles),
  teamIds: [],
});
const designer = as('designer');
const datesOf = async (country: string, from: number, to = from, region?: string) =>
  (await publicHolidays(designer, { country, region, from, to })).map(({ date }) => date);

test('the public holidays of the Netherlands in 2026, by name, and no days that only have one', async () => {
  const found = await publicHolidays(designer, { country: 'NL', from: 2026, to: 2026 });
  expect(found.slice(0, 4)).toEqual([
    { date: '2026-01-01', name: 'Nieuwjaar' },
    { date: '2026-04-05', name: 'Pasen' },
    { date: '2026-04-06', name: 'Tweede paasdag' },
    { date: '2026-04-27', name: 'Koningsdag' },
  ]);
  const dates = found.map(({ date }) => date);
  expect(dates).toContain('2026-05-25');
  // Good Friday, and 5 May in a year without a lustrum.
  expect(dates).not.toContain('2026-04-03');
  expect(dates).not.toContain('2026-05-05');
});

test('a region has holidays of its own, however its code is written', async () => {
  expect(await datesOf('DE', 2026)).not.toContain('2026-01-06');
  expect(await datesOf('DE', 2026, 2026, 'BY')).toContain('2026-01-06');
  expect(await datesOf('de', 2026, 2026, 'by')).toEqual(await datesOf('DE', 2026, 2026, 'BY'));
  // Of a part of Louisiana: Mardi Gras.
  expect(await datesOf('US', 2026, 2026, 'LA-NO')).toContain('2026-02-17');
});

test('feasts of several days are free on each of them, also from one year into the next; half days are not', async () => {
  expect(await datesOf('KR', 2028)).toEqual(expect.arrayContaining(['2028-01-27', '2028-01-28', '2028-01-29']));
  // Three days and a half.
  const turkish = await datesOf('TR', 2026);
  expect(turkish.filter((date) => date.startsWith('2026-03'))).toEqual(['2026-03-20', '2026-03-21', '2026-03-22']);
  expect((await datesOf('SZ', 2027)).slice(0, 2)).toEqual(['2027-01-01', '2027-01-01']);
  expect((await datesOf('SZ', 2027)).slice(2, 3)).toEqual(['2027-01-02']);
  expect((await datesOf('SZ', 2027)).at(-1)).toBe('2028-01-02');
  // From noon on.
  expect(await datesOf('CN', 2026)).not.toContain('2026-05-04');
});

test('a holiday on a Sunday is made up for where it is the custom', async () => {
  const american = await datesOf('US', 2027, 2027);
  expect(american).toEqual(expect.arrayContaining(['2027-07-04', '2027-07-05', '2027-12-24', '2027-12-31']));
});

test('what is not known is refused with what is', async () => {
  const of = (change: object) => publicHolidays(designer, { country: 'NL', from: 2026, to: 2028, ...change });
  const refused = (pointer: string, sentence: RegExp) => ({
    kind: 'invalid',
    details: [{ pointer, message: expect.stringMatching(sentence) }],
  });
  await expect(of({ country: 'XX' })).rejects.toMatchObject(refused('/country', /"XX" is not a country.* NL, NO,/));
  await expect(of({ region: 'BY' })).rejects.toMatchObject(
    refused('/region', /Netherlands has no region "BY"; it has GR \(Groningen\), GR-GRN/),
  );
  await expect(of({ country: 'AE', region: 'DU' })).rejects.toMatchObject(refused('/region', /leave the region out/));
  for (const years of [{ from: 2028, to: 2026 }, { to: 2031 }, { from: 1999, to: 2000 }, { from: 2075, to: 2076 }]) {
    await expect(of(years)).rejects.toMatchObject(refused('/to', /1 to 5 years from 2000 to 2075/));
  }
});

test('who sets no calendars has no use for them', async () => {
  const nl = { country: 'NL', from: 2026, to: 2026 };
  await expect(publicHolidays(as('specialist'), nl)).rejects.toMatchObject({ kind: 'forbidden' });
  await expect(countriesKnown(as('end_user'))).rejects.toMatchObject({ kind: 'forbidden' });
  expect((await publicHolidays(as('account_admin'), nl)).length).toBeGreaterThan(5);
});

test('every country and region that is listed has holidays', async () => {
  const known = await countriesKnown(designer);
  expect(known.length).toBeGreaterThan(200);
  expect(known.find(({ country }) => country === 'NL')).toMatchObject({
    name: 'Netherlands',
    regions: expect.arrayContaining([{ region: 'NH-ALK', name: 'Alkmaar' }]),
  });
  for (const { country, regions } of known) {
    for (const { region } of [{ region: undefined }, ...regions.slice(-1)])
      expect((await publicHolidays(designer, { country, region, from: 2027, to: 2027 })).length).toBeGreaterThan(0);
  }
}, 120_000);

test('a calendar asked for with the holidays of a country has them as dates, its own beside them, without the exceptions', async () => {
  const holidaysOf = { country: 'NL', from: 2026, to: 2027, except: ['2026-04-27'] };
  const own = { ...amsterdam, holidays: ['2027-12-24', '2026-12-25'] };
  const { name, calendar } = await withHolidays({ name: 'kept', calendar: { ...own, holidaysOf } });
  const { holidays, ...hours } = calendar;
  expect(name).toBe('kept');
  expect(hours).toEqual({ zone: amsterdam.zone, week: amsterdam.week });
  const dutch = (await datesOf('NL', 2026, 2027)).filter((date) => date !== '2026-04-27');
  expect(holidays).toEqual([...dutch, '2027-12-24'].sort());
  expect(await withHolidays({ calendar: own })).toEqual({ calendar: own });
  expect(await withHolidays({})).toEqual({});
});

test('an exception that is no holiday, and a country that is none, are pointed at where they were sent', async () => {
  const asked = (change: object) =>
    withHolidays({ calendar: { ...amsterdam, holidaysOf: { country: 'NL', from: 2026, to: 2026, ...change } } });
  await expect(asked({ except: ['2026-04-27', '2026-04-28'] })).rejects.toMatchObject({
    details: [{ pointer: '/calendar/holidaysOf/except/1', message: expect.stringContaining('2026-04-28 is none') }],
  });
  await expect(asked({ country: 'Holland' })).rejects.toMatchObject({
    details: [{ pointer: '/calendar/holidaysOf/country' }],
  });
});

test('the library is loaded only once holidays are asked for', async () => {
  const loaded = `
    const { withHolidays } = await import('./domain/account/holidays.ts');
    const { registerHooks } = await import('node:module');
    let seen = 0;
    registerHooks({ load: (url, context, next) => { if (url.includes('/date-holidays/')) seen++; return next(url, context); } });
    await withHolidays({ calendar: { zone: 'UTC', week: [], holidays: [] } });
    const idle = seen;
    await withHolidays({ calendar: { zone: 'UTC', week: [], holidays: [], holidaysOf: { country: 'NL', from: 2026, to: 2026 } } });
    console.log(idle === 0 && seen > 0);`;
  const args = ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', loaded];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  expect(stdout.trim()).toBe('true');
}, 30_000);
