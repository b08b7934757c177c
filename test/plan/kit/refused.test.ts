import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { date, days, on, personId, type Template, TemplateError } from '../../../plan/kit/index.ts';
import { about, example, facilities, hr, it as IT, people, rival } from '../../types/cast.ts';

/** Why the template cannot be used. Composers are untyped here: what the compiler refuses is refused again. */
// biome-ignore lint/suspicious/noExplicitAny: stands for authors without types
function refusal(compose: (hire: any, tools: any) => unknown): string {
  const template = hr.process('poison', about, compose as () => Record<string, never>);
  return messageOf(template as unknown as Template);
}

function messageOf(template: Template): string {
  try {
    void template.plan;
  } catch (error) {
    expect(error).toBeInstanceOf(TemplateError);
    return (error as TemplateError).message;
  }
  throw new Error('It was not refused.');
}

const welcome = (hire: { person: unknown }, more = {}) => ({ with: { person: hire.person }, ...more });

describe('a template is refused, by name and with the reason,', () => {
  test('when it throws', () => {
    expect(
      refusal(() => {
        throw new Error('no such site');
      }),
    ).toBe('The template "poison" cannot be used: no such site');
  });

  test('when a value is carried out of its branch', () => {
    const message = refusal((hire, { task, match }) => {
      let floor: unknown;
      match(hire.workplace, {
        onsite: () => {
          floor = task(facilities.assignDesk, { with: { person: hire.person, site: hire.site } }).floor;
        },
        remote: () => {},
      });
      task(IT.grantAccess, { with: { username: floor, application: 'door' } });
    });
    expect(message).toContain('"grant access" uses "assign desk.floor", which happens only when workplace is onsite');
  });

  test('when a step is carried out of its branch or its loop', () => {
    const steps: unknown[] = [];
    const inMatch = refusal((hire, { task, match, milestone }) => {
      match(hire.contractor, { true: () => void steps.push(task(people.welcome, welcome(hire))), false: () => {} });
      milestone('m', { after: [steps.at(-1)] });
    });
    expect(inMatch).toContain('"m" uses "welcome", which happens only when contractor is true');
    const inEach = refusal((hire, { each, milestone }) => {
      each(hire.applications, (name: unknown) => void steps.push(milestone('inner', {}), name));
      milestone('m', { due: days(1).after(steps.at(-2) as never) });
    });
    expect(inEach).toContain('"m" uses "inner", which happens once for each of applications');
  });

  test('when it uses a value of another process', () => {
    let stolen: { person: unknown } = { person: '' };
    void hr.process('other', about, (hire) => {
      stolen = hire;
    }).plan;
    expect(refusal((_, { task }) => task(people.welcome, welcome(stolen)))).toContain('belongs to another process');
  });

  test('when two steps have the same name', () => {
    const twice = (name?: string) =>
      refusal((hire, { task }) => {
        task(people.welcome, welcome(hire));
        task(people.welcome, welcome(hire, name ? { name } : {}));
      });
    expect(twice()).toContain('Two steps are called "welcome": give the second one a name of its own.');
    expect(twice('Welcome!')).toContain('Two steps are called "Welcome!"');
    expect(refusal((hire, { task }) => task(people.welcome, welcome(hire, { name: '…' })))).toContain('no usable id');
  });

  test('when match has no cases, leaves one out or has one too many', () => {
    expect(refusal((hire, { match }) => match(hire.workplace, {}))).toContain('has no cases');
    expect(refusal((hire, { match }) => match(hire.workplace, { onsite: () => {} }))).toContain('leaves out remote');
    expect(
      refusal((hire, { match }) => match(hire.contractor, { true: () => {}, false: () => {}, maybe: () => {} })),
    ).toContain('has a case that cannot happen: maybe');
    expect(refusal((_, { match }) => match('onsite', { onsite: () => {} }))).toContain('known already');
  });

  test('when each runs over an output or over something that is not a list', () => {
    const over = (list: (hire: never, laptop: never) => unknown) =>
      refusal((hire, { task, each }) => {
        const laptop = task(IT.prepareLaptop, { with: { username: 'ada', model: hire.model } });
        each(list(hire as never, laptop as never), () => {});
      });
    expect(over((_, laptop: { spares: unknown }) => laptop.spares)).toContain('only a list of the process');
    expect(over((hire: { nickname: unknown }) => hire.nickname)).toContain('which is not a list');
    expect(over(() => [1, 2])).toContain('known already');
  });

  test('when it computes with a value, prints it, lists it or writes into it', () => {
    const computing: ((hire: never) => unknown)[] = [
      (hire: { nickname: string }) => `${hire.nickname}@example.org`,
      (hire: { nickname: number }) => hire.nickname + 1,
      (hire: { nickname: number }) => Math.max(hire.nickname, 1),
      (hire: { nickname: unknown }) => String(hire.nickname),
      (hire: { nickname: unknown }) => JSON.stringify({ name: hire.nickname }),
    ];
    for (const compute of computing)
      expect(refusal(compute as never)).toContain('is not known while the process is composed');
    expect(refusal((hire) => ({ ...hire }))).toContain('cannot be spread');
    expect(refusal((hire) => [...hire.applications])).toContain('use each');
    expect(refusal((hire) => Object.assign(hire, { a: 1 }))).toContain('cannot be given a field');
    expect(refusal((hire) => hire.nickname.length)).toContain('has no field "length"');
    expect(refusal((hire) => hire.nickname.toUpperCase())).toContain('has no field "toUpperCase"');
  });

  test('when an output or an input does not exist, is missing or is not taken', () => {
    expect(refusal((hire) => ({ a: hire.surname }))).toContain(
      '"input" has no field "surname" (it has person, manager',
    );
    const laptop = (given: object) => refusal((_, { task }) => task(IT.prepareLaptop, { with: given }));
    expect(laptop({ username: 'ada' })).toContain('"prepare laptop" is not given model');
    expect(laptop({ username: 'ada', model: 'standard', colour: 'red' })).toContain('does not take colour');
    expect(refusal((_, { task }) => task(IT.prepareLaptop, {}))).toContain('is handed nothing');
    expect(refusal((hire, { approval }) => approval('budget', { by: hire.manager }).decision)).toContain(
      'has no outputs',
    );
  });

  test('when it hands on what cannot be stored', () => {
    const handing = (place: unknown) =>
      refusal((hire, { task }) => task(people.welcome, { with: { person: hire.person, place } }));
    expect(handing(new Date(0))).toContain('hands on a Date');
    expect(handing(() => 1)).toContain('hands on a function');
    expect(handing(Number.NaN)).toContain('hands on a number (NaN)');
    expect(refusal(async () => ({}))).toContain('composing is synchronous');
    expect(
      refusal((hire, { approval, task }) =>
        task(people.welcome, { with: { person: approval('a', { by: hire.manager }) } }),
      ),
    ).toContain('which has no outputs');
  });

  test('when it takes an offer of an account that is not trusted', () => {
    expect(refusal((_, { task }) => task(rival.spy, { with: {} }))).toContain(
      'is offered by rival, which is not among',
    );
  });

  test('when more approvals are required than people are asked', () => {
    const asking = (wiring: (hire: Record<string, unknown>) => object) =>
      refusal((hire, { approval }) => {
        approval('budget', wiring(hire));
      });
    expect(asking(({ manager }) => ({ by: manager, required: 2 }))).toContain(
      'requires 2 approvals, but asks no more than 1',
    );
    expect(asking(({ manager }) => ({ by: [manager, manager] }))).toContain('asks no more than 1');
    expect(asking(({ manager }) => ({ by: manager, required: 0 }))).toContain('requires no approval');
    expect(asking(() => ({ by: [] }))).toContain('asks nobody');
    const list = hr.process('list', about, (hire, { approval }) => {
      approval('budget', { by: [hire.manager, hire.seconds], required: 3 });
    });
    expect(list.plan.nodes).toHaveLength(1);
  });

  test('when it waits for what is not a step, or is timed by nothing', () => {
    expect(refusal((hire, { milestone }) => milestone('m', { after: [hire.person] }))).toContain('is not a step');
    expect(refusal((_, { milestone }) => milestone('m', { due: on(undefined as never) }))).toContain(
      'relative to nothing',
    );
    expect(refusal((hire, { milestone }) => milestone('m', { due: days(-2).before(hire.startDate) }))).toContain(
      'days(-2)',
    );
  });

  test('at once when it plans a hundred thousand steps', () => {
    const started = performance.now();
    let planned = 0;
    const message = refusal((_, { milestone }) => {
      for (; planned < 100_000; planned++) milestone(`m${planned}`, {});
    });
    expect(message).toContain('more than 2,000 steps');
    expect(planned).toBe(2_000);
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  test('when its input cannot be stored with a process', () => {
    const input = z.object({ person: personId(), startDate: date(), at: z.date() });
    const template = hr.process(
      'dates',
      { ...about, input, example: { ...example, at: new Date(0) } } as never,
      () => {},
    );
    expect(messageOf(template as unknown as Template)).toContain('cannot be stored with a process');
  });
});
