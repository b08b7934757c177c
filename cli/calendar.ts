import type { Command } from 'commander';
import type { Calendar } from '../plan/plan.ts';
import { call, type Options } from './api.ts';
import { type Change, changed, yearsOf } from './calendar-change.ts';
import { type Holder, holderOf } from './calendar-holder.ts';
import { calendarText } from './calendar-text.ts';
import { table } from './print.ts';

type Printed = Options & { readonly json?: boolean };
type Chosen = Printed & { readonly offering?: string };

export function calendarCommands(program: Command): void {
  const calendar = program
    .command('calendar')
    .description('when the account you act in, or one of its offerings, works');
  calendar
    .command('show')
    .description('hours, from when to when they hold, and holidays')
    .option('--offering <name>', 'of an offering, by its name or id, and not of the account')
    .option('--account <handle>', 'act in this account')
    .option('--json')
    .action(async ({ offering, account, json }: Chosen) => {
      const holder = await holderOf(offering, { account });
      print(holder, holder.calendar, json);
    });
  calendar
    .command('set')
    .description('change hours and holidays; those of an offering hold for its open work as well')
    .option('--offering <name>', 'of an offering, by its name or id, and not of the account')
    .option('--hours <lines...>', 'all hours of a week, such as "mon-fri 9:00-12:00 13:00-17:00" "sat 10:00-14:00"')
    .option(
      '--from <date>',
      'the day on which these hours begin to hold; without it they hold always, also in retrospect',
    )
    .option('--zone <zone>', 'such as Europe/Amsterdam')
    .option('--clear', 'forget the holidays there are')
    .option('--holidays-of <country>', 'add the public holidays of a country, such as NL')
    .option('--region <region>', 'of one of its regions: see "accord calendar holidays NL"')
    .option('--years <years>', 'of which years, such as 2027-2029; without it, of this one and the two after it')
    .option('--free <dates>', 'add holidays of its own, separated by commas')
    .option('--working <dates>', 'no holidays after all, separated by commas')
    .option('--account <handle>', 'act in this account')
    .option('--json')
    .action(async ({ offering, account, json, ...change }: Chosen & Change) => {
      const holder = await holderOf(offering, { account });
      const body = { calendar: changed(holder.calendar, change, new Date()) };
      const { calendar: kept } = await call<{ calendar: Calendar }>('PATCH', holder.path, { account, body });
      print(holder, kept, json);
    });
  calendar
    .command('holidays [country]')
    .description('the public holidays of a country and the codes of its regions; without one, all countries')
    .option('--region <region>', 'of one of its regions')
    .option('--years <years>', 'of which years, such as 2027-2029; without it, of this one and the two after it')
    .option('--account <handle>', 'act in this account')
    .option('--json')
    .action(async (country: string | undefined, { region, years, account, json }: Printed & Asked) => {
      const known = await call<{ items: Country[] }>('GET', '/v1/holidays/countries', { account });
      if (!country) {
        const rows = known.items.map(({ country, name }) => [country, name]);
        return console.log(json ? JSON.stringify(known.items, null, 2) : table(rows, ['CODE', 'COUNTRY']));
      }
      const { from, to } = yearsOf(years, new Date());
      const query = new URLSearchParams({ country, region: region ?? '', from: `${from}`, to: `${to}` });
      const { items } = await call<{ items: { date: string; name: string }[] }>('GET', `/v1/holidays?${query}`, {
        account,
      });
      if (json) return console.log(JSON.stringify(items, null, 2));
      const rows = items.map(({ date, name }) => [date, name]);
      console.log(table(rows, ['DATE', 'HOLIDAY']));
      const { regions = [] } = known.items.find((one) => one.country === country.toUpperCase()) ?? {};
      if (!region && regions.length > 0)
        console.log(
          `\n${table(
            regions.map((one) => [one.region, one.name]),
            ['CODE', 'REGION'],
          )}`,
        );
    });
}

type Asked = { readonly region?: string; readonly years?: string };
type Country = { country: string; name: string; regions: { region: string; name: string }[] };

function print(holder: Holder, calendar: Calendar, json: boolean | undefined): void {
  console.log(json ? JSON.stringify(calendar, null, 2) : `${holder.name}\n${calendarText(calendar)}`);
}
