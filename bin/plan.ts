import { readFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import Holidays from 'date-holidays';
import { json, mermaid, text } from '../plan/draw/index.ts';
import { expand } from '../plan/expand.ts';
import type { Template } from '../plan/kit/index.ts';
import { resolveMoment } from '../plan/moment.ts';
import type { Calendar, JsonObject, PlainDate } from '../plan/plan.ts';
import { schedule } from '../plan/schedule.ts';
import { officeOf } from '../templates/calendars.ts';
import { templates } from '../templates/index.ts';
import { nearest } from './nearest.ts';

type Options = {
  readonly start?: PlainDate;
  readonly begin?: PlainDate;
  readonly format: 'text' | 'json' | 'mermaid';
  readonly input?: string;
};

new Command('plan')
  .description('Prints what a template plans: who does what, when, and what decides the end.')
  .argument('<template>', `one of ${[...templates.keys()].join(', ')}`)
  .option('--start <date>', 'the date everything is relative to, such as 2027-03-01')
  .option('--begin <date>', 'the day the process is started (default: 30 days before --start)')
  .option('--input <file>', "JSON with fields that differ from the template's example")
  .addOption(new Option('--format <format>').choices(['text', 'json', 'mermaid']).default('text'))
  .action((name: string, options: Options) => {
    try {
      process.stdout.write(drawn(find(name), options));
    } catch (error) {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      process.exitCode = 1;
    }
  })
  .parse();

function find(name: string): Template {
  const template = templates.get(name);
  if (template) return template;
  const close = nearest(name, [...templates.keys()]);
  throw new Error(
    `There is no template "${name}". ${close ? `Did you mean ${close}?` : `There are ${[...templates.keys()].join(', ')}.`}`,
  );
}

function drawn(template: Template, options: Options): string {
  const { plan, hash } = template;
  if (options.format === 'mermaid') return mermaid(plan);
  const input = inputOf(template, options);
  const anchor = String(input[plan.anchor ?? ''] ?? options.start ?? '');
  const calendar = (role: string) => calendarOf(template.name, role, anchor || options.begin || '');
  const ownerCalendar = calendar(plan.account);
  const startedAt = beginning(ownerCalendar, options.begin, anchor);
  const calendars = new Map(plan.roles.map((role) => [role, calendar(role)]));
  const course = { ownerCalendar, startedAt, calendars: (role: string) => calendars.get(role) ?? ownerCalendar };
  const times = schedule(expand(plan, input), input, course);
  if (options.format === 'json') return `${JSON.stringify(json(plan, hash, times), null, 2)}\n`;
  return `${plan.title} (${plan.name} ${hash.slice(0, 12)})\n${text(plan, times, course.calendars)}`;
}

/** The template's example, with the date and the fields given. */
function inputOf(template: Template, { start, input: file }: Options): JsonObject {
  const { anchor } = template.plan;
  const given = file === undefined ? {} : fieldsIn(file);
  const input = { ...(template.example as JsonObject), ...given, ...(anchor && start && { [anchor]: start }) };
  const problems = template.problems(input);
  if (problems.length === 0) return input;
  const list = problems.map(({ pointer, message }) => `  ${pointer || 'the input'} ${message}`);
  throw new Error([`"${template.title}" cannot start with this input:`, ...list].join('\n'));
}

function fieldsIn(file: string): JsonObject {
  try {
    const fields: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof fields === 'object' && fields !== null && !Array.isArray(fields)) return fields as JsonObject;
  } catch (error) {
    throw new Error(`${file} cannot be read as JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  throw new Error(`${file} should hold an object with fields of the input.`);
}

/** The start of the working day on which the process is started. */
function beginning(calendar: Calendar, begin: PlainDate | undefined, anchor: PlainDate): string {
  const date = begin ?? anchor;
  const offset = { amount: begin ? 0 : -30, unit: 'days' } as const;
  const from = { is: 'date', date: { is: 'const', value: date } } as const;
  const at = resolveMoment(
    { from, offset, edge: 'start' },
    { calendar, date: () => date, completedAt: () => undefined },
  );
  if (!at) throw new Error('Say when it begins: --begin with a date such as 2027-03-01.');
  return at;
}

function calendarOf(template: string, role: string, around: PlainDate): Calendar {
  const { zone, country, opens, closes } = officeOf(template, role);
  const year = Number(around.slice(0, 4));
  const known = new Holidays(country);
  const holidays = [year - 1, year, year + 1]
    .flatMap((of) => known.getHolidays(of))
    .filter(({ type }) => type === 'public')
    .map(({ date }) => date.slice(0, 10));
  const day = [[opens * 60, closes * 60] as const];
  return { zone, week: [day, day, day, day, day, [], []], holidays: [...new Set(holidays)].sort() };
}
