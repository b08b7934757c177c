import { describe, expect, test } from '@jest/globals';
import { json, mermaid, text } from '../../../plan/draw/index.ts';
import { expand } from '../../../plan/expand.ts';
import type { JsonObject } from '../../../plan/plan.ts';
import { schedule } from '../../../plan/schedule.ts';
import { about, example, hr, it as IT, people } from '../../types/cast.ts';
import { right } from '../../types/right.ts';
import { officeHours } from '../offices.ts';

describe('a Mermaid drawing', () => {
  const lines = mermaid(right.plan).split('\n');

  test('has a lane per account, in it its steps by their kind, approvals and programs with the owner', () => {
    const lane = (role: string) => lines.slice(lines.indexOf(`  subgraph lane_${role}["${role}"]`) + 1);
    expect(lane('hr').slice(0, 3)).toEqual([
      '    budget{{"budget"}}',
      '    exception{{"exception"}}',
      '    pension{{"pension"}}',
    ]);
    expect(lane('hr')).toContain('    count[["count"]]');
    expect(lane('hr')).toContain('    ready(["ready"])');
    expect(lane('it')).toContain('    hand_over_key["hand over key<br/>each of rooms<br/>each of keys"]');
    expect(lane('facilities')[0]).toBe('    assign_desk["assign desk"]');
  });

  test('shows where ways part, what decides and where they lead', () => {
    expect(lines).toContain('    way_1{"check papers: result?"}');
    expect(lines).toContain('  check_papers --> way_1');
    expect(lines).toContain('  way_1 -->|"open"| check_again');
    expect(lines).toContain('  way_1 -->|"denied"| exception');
    expect(lines).not.toContain('  check_papers --> exception');
  });

  test('leaves out what follows from other connections, unless these may not happen', () => {
    const template = hr.process('shortcuts', about, (hire, { milestone, match }) => {
      const a = milestone('a', {});
      const b = milestone('b', { after: [a] });
      milestone('c', { after: [a, b] });
      const maybe = match(hire.contractor, { true: () => void milestone('d', { after: [a] }), false: () => {} });
      milestone('e', { after: [a, maybe] });
    });
    const arrows = mermaid(template.plan)
      .split('\n')
      .filter((line) => line.includes('-->'));
    expect(arrows).toEqual(['  a --> b', '  b --> c', '  way_1 -->|"true"| d', '  a --> d', '  a --> e', '  d --> e']);
  });

  test('escapes what Mermaid would take for its own', () => {
    const template = hr.process('signs', about, (_, { milestone }) => {
      milestone('end', {});
      milestone('a "b" <c> & #1; | [d]', {});
    });
    expect(mermaid(template.plan)).toContain('end_(["end"])');
    expect(mermaid(template.plan)).toContain('(["a #34;b#34; #60;c#62; #38; #35;1; #124; [d]"])');
  });
});

describe('a schedule', () => {
  const calendars = () => officeHours('Europe/Amsterdam');
  const template = hr.process('short', about, (hire, { task, match }) => {
    const papers = task(IT.check, { with: { person: hire.person } });
    const login = task(IT.createLogin, { with: { person: hire.person, from: hire.startDate }, after: [papers] });
    match(papers.passed, {
      true: () => {},
      false: () =>
        task(people.welcome, {
          with: { person: hire.person },
          after: [login],
          by: hire.manager,
          due: { from: hire.startDate, offset: { amount: -10, unit: 'days' } },
        }),
    });
  });
  const input = example as JsonObject;
  const course = { ownerCalendar: calendars(), calendars, startedAt: '2027-02-22T08:00:00.000Z' };
  const times = schedule(expand(template.plan, input), input, course);

  test('as text names zone, times, what is critical, conditional or late, and who does it', () => {
    const lines = text(template.plan, times, calendars).split('\n');
    expect(lines).toContain('hr (Europe/Amsterdam)');
    expect(lines.find((line) => line.includes('create login'))).toMatch(
      /^\* {2}Mon 22 Feb 2027 09:00 – Wed 24 Feb 2027 09:00 {2}create login/,
    );
    expect(lines.find((line) => line.includes('welcome'))).toMatch(
      /^\*\? Wed 24 Feb 2027 09:00 .* {2}welcome \(manager\) {2}due Fri 19 Feb 2027 17:00 {3}LATE$/,
    );
    expect(lines).toContain('ends Wed 24 Feb 2027 09:00, 1 step late');
  });

  test('as JSON carries the same for programs', () => {
    const drawn = json(template.plan, template.hash, times) as { steps: JsonObject[] } & JsonObject;
    expect(drawn).toMatchObject({ template: 'short', hash: template.hash, account: 'hr', endsAt: times.endsAt });
    expect(drawn.steps[1]).toMatchObject({
      id: 'create-login',
      account: 'it',
      offer: 'create login',
      after: ['check-papers'],
      startsAt: '2027-02-22T08:00:00.000Z',
      finishesAt: '2027-02-24T08:00:00.000Z',
      critical: true,
      late: false,
    });
    expect(JSON.parse(JSON.stringify(drawn))).toEqual(drawn);
  });
});
