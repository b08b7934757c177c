import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { expand } from '../../plan/expand.ts';
import { account, date, on, personId, TemplateError, workingDays } from '../../plan/kit/index.ts';
import { toldOf } from '../../plan/told.ts';
import { amsterdam } from './offices.ts';

const hr = account('hr');
const care = hr.service('people');
const offer = (name: string) =>
  care.offers(name, {
    input: z.object({ person: personId(), system: z.string().optional() }),
    output: z.object({ place: z.enum(['here', 'there']) }),
  });
const input = z.object({ person: personId(), day: date(), systems: z.array(z.string()) });
const given = { person: 'p', day: '2027-03-01', systems: ['mail', 'chat'] };
const about = {
  input,
  subject: 'person',
  externalTitle: 'A colleague',
  publicTitle: 'Your start',
  example: given,
} as const;

const process = hr.process('made', about, ({ person, day, systems }, { task, approval, milestone, match, each }) => {
  task(offer('hidden'), { with: { person }, due: on(day) });
  const seat = task(offer('seat'), { with: { person }, due: workingDays(2).before(day), public: 'You get a seat' });
  approval('agreed', { by: person, public: 'Somebody agrees' });
  const access = each(systems, (system) =>
    task(offer('access'), { with: { person, system }, public: 'You get access', due: on(day) }),
  );
  match(seat.place, {
    here: () => {
      const due = workingDays(1).after(seat);
      task(offer('badge'), { with: { person }, public: 'You get a badge', due });
    },
    there: () => {},
  });
  const ready = milestone('ready', { after: [access] });
  milestone('all set', { after: [ready, seat], public: 'You are all set' });
});

describe('what a process tells the person it is about', () => {
  const { plan } = process;
  const told = toldOf(plan, expand(plan, given), given, amsterdam);

  test('are the marked steps in the order of the plan, repetitions as one, milestones by what they wait for', () => {
    const step = (key: string, text: string, nodes: string[], milestone: boolean, due: string | null) => ({
      ...{ key, text, nodes, milestone, due },
    });
    expect(told).toEqual({
      title: 'Your start',
      steps: [
        step('seat', 'You get a seat', ['seat'], false, '2027-02-25'),
        step('agreed', 'Somebody agrees', ['agreed'], false, null),
        step('access', 'You get access', ['access[0]', 'access[1]'], false, '2027-03-01'),
        step('badge', 'You get a badge', ['badge'], false, null),
        step('all-set', 'You are all set', ['access[0]', 'access[1]', 'seat'], true, null),
      ],
    });
  });

  test('is nothing where nothing is marked, and then the plan keeps its name', () => {
    const { publicTitle: _, ...silent } = about;
    const quiet = hr.process(
      'made',
      silent,
      ({ person }, { task }) => void task(offer('hidden'), { with: { person } }),
    );
    expect(quiet.plan).not.toHaveProperty('publicTitle');
    expect(quiet.plan.nodes[0]).not.toHaveProperty('public');
    expect(toldOf(quiet.plan, expand(quiet.plan, given), given, amsterdam)).toBeNull();
  });

  test('is refused without a title, and a title without steps', () => {
    const { publicTitle: _, ...untitled } = about;
    const titled = (opening: object, text?: string) =>
      hr.process(
        'made',
        opening as typeof about,
        ({ person }, { task }) =>
          void task(offer('seat'), { with: { person }, ...(text === undefined ? {} : { public: text }) }),
      );
    for (const [opening, text, message] of [
      [untitled, 'You get a seat', 'give publicTitle'],
      [about, undefined, 'tells no step'],
      [about, ' ', 'What seat tells must have 1 to 200 characters'],
      [about, 'x'.repeat(201), 'What seat tells must have 1 to 200 characters'],
      [{ ...about, publicTitle: '' }, 'You get a seat', 'What publicTitle tells must have 1 to 200 characters'],
    ] as const) {
      expect(() => titled(opening, text).plan).toThrow(TemplateError);
      expect(() => titled(opening, text).plan).toThrow(message);
    }
    expect(titled(about, 'x'.repeat(200)).plan.nodes[0]?.public).toHaveLength(200);
  });
});
