/** Further mistakes, beyond the nine, that the compiler must refuse. */
import { days, on, workingDays } from '../../../plan/kit/index.ts';
import { about, count, Hire, hr, it, people } from '../cast.ts';

hr.process('people', about, (hire, { task, approval }) => {
  // @ts-expect-error a bare string is not a person
  task(people.welcome, { with: { person: '0198a3c0-0000-7000-8000-000000000001' } });
  // @ts-expect-error text of the input is not a person
  task(people.welcome, { with: { person: hire.nickname } });
  // @ts-expect-error an approver who is not a person
  approval('budget', { by: hire.nickname });
  // @ts-expect-error a list with somebody who is not a person
  approval('budget', { by: [hire.manager, hire.nickname] });
  // @ts-expect-error the one who does it is not a person
  task(people.welcome, { with: { person: hire.person }, by: hire.model });
});

hr.process('time', about, (hire, { task, milestone }) => {
  const login = task(it.createLogin, { with: { person: hire.person, from: hire.startDate } });
  // @ts-expect-error relative to something that is not a date
  task(people.welcome, { with: { person: hire.person }, due: on(hire.nickname) });
  // @ts-expect-error before a step: its completion is not known beforehand
  milestone('m', { due: days(2).before(login) });
  // @ts-expect-error a length of time is not a moment
  milestone('m', { due: workingDays(2) });
  // @ts-expect-error a date alone does not say how it is meant
  milestone('m', { due: hire.startDate });
  // @ts-expect-error a number has no unit
  milestone('m', { due: 3 });
  // @ts-expect-error a bare string is not a date
  task(it.createLogin, { with: { person: hire.person, from: '2027-03-01' } });
});

hr.process('order', about, (hire, { task, milestone, approval }) => {
  const login = task(it.createLogin, { with: { person: hire.person, from: hire.startDate } });
  const agreed = approval('budget', { by: hire.manager });
  // @ts-expect-error a value in place of a step
  milestone('m', { after: [login.username] });
  // @ts-expect-error an approval has no outputs
  task(it.prepareLaptop, { with: { username: agreed.username, model: hire.model } });
  // @ts-expect-error a step in place of a value
  task(it.prepareLaptop, { with: { username: agreed, model: hire.model } });
  // @ts-expect-error an output that may be missing where one is needed
  task(it.prepareLaptop, { with: { username: login.hint, model: hire.model } });
  // @ts-expect-error a value that is not one of the choices
  task(it.prepareLaptop, { with: { username: login.username, model: 'gaming' } });
});

hr.process('cases and loops', about, (hire, { task, match, each, automation }) => {
  const laptop = task(it.prepareLaptop, { with: { username: 'ada', model: hire.model } });
  // @ts-expect-error a case that cannot happen
  match(hire.workplace, { onsite: () => {}, remote: () => {}, moon: () => {} });
  // @ts-expect-error one of two answers left out
  match(hire.contractor, { true: () => {} });
  // @ts-expect-error open-ended text has no cases
  match(hire.nickname, { Ada: () => {} });
  // @ts-expect-error a list that is not known when the process starts
  each(laptop.spares, (spare) => task(it.grantAccess, { with: { username: 'ada', application: spare } }));
  // @ts-expect-error not a list
  each(hire.nickname, () => {});
  // @ts-expect-error a program is not handed numbers for texts
  automation(count, { with: { of: [1] } });
  // @ts-expect-error an automation is not an offer
  task(count, { with: { of: [] } });
});

// @ts-expect-error the subject is not a person
hr.process('subject', { ...about, subject: 'nickname' }, () => {});
// @ts-expect-error the anchor is not a date
hr.process('anchor', { ...about, anchor: 'nickname' }, () => {});
// @ts-expect-error the example does not fit the input
hr.process('example', { ...about, example: { ...about.example, workplace: 'moon' } }, () => {});
// @ts-expect-error composing is synchronous
hr.process('promise', { ...about, input: Hire }, async () => ({ done: true }));

hr.process('truth', about, (hire, { milestone }) => {
  // @ts-expect-error asking whether what is not known yet is true
  if (hire.contractor) milestone('m', {});
  // @ts-expect-error the same, to choose between values
  const place = hire.site ? 'site' : 'home';
  return { place };
});
