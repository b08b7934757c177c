/** The nine mistakes of process designers that editors let pass elsewhere. Each must be refused by the compiler. */
import { about, facilities, hr, it, people, rival } from '../cast.ts';

hr.process('outputs and inputs', about, (hire, { task }) => {
  const login = task(it.createLogin, { with: { person: hire.person, from: hire.startDate } });
  // @ts-expect-error 1: an output of the wrong type is handed on
  task(it.prepareLaptop, { with: { username: login.quota, model: hire.model } });
  // @ts-expect-error 2: an input of the step is missing
  task(it.prepareLaptop, { with: { username: login.username } });
  // @ts-expect-error 3: the name of an output is misspelt
  task(it.prepareLaptop, { with: { username: login.userName, model: hire.model } });
  // @ts-expect-error 8: a stray field
  task(it.prepareLaptop, { with: { username: login.username, model: hire.model, colour: 'red' } });
});

hr.process('a case left out', about, (hire, { task, match }) => {
  // @ts-expect-error 4: remote workers get nothing
  match(hire.workplace, {
    onsite: () => task(facilities.assignDesk, { with: { person: hire.person, site: hire.site } }),
  });
});

hr.process('an output without waiting', about, (hire, { task }) => {
  // @ts-expect-error 5: an output exists on the handle only, and using the handle is waiting for it
  task(it.prepareLaptop, { with: { username: it.createLogin.output.username, model: hire.model } });
  const login = task(it.createLogin, { with: { person: hire.person, from: hire.startDate } });
  return { username: login.username };
});

hr.process('an output of a skipped step', about, (hire, { task, match }) => {
  const arrival = match(hire.workplace, {
    onsite: () => ({ place: task(facilities.assignDesk, { with: { person: hire.person, site: hire.site } }).desk }),
    remote: () => ({}),
  });
  // @ts-expect-error 6: remote workers have no desk
  task(people.welcome, { with: { person: hire.person, place: arrival.place } });
});

hr.process('looking into a value', about, (hire, { task }) => {
  const login = task(it.createLogin, { with: { person: hire.person, from: hire.startDate } });
  // @ts-expect-error 7: comparing what is not known yet
  if (hire.workplace === 'onsite') task(people.welcome, { with: { person: hire.person } });
  // @ts-expect-error 7: computing with what is not known yet
  const next = login.quota + 1;
  return { next };
});

hr.process('an account without a trust', about, (_hire, { task }) => {
  // @ts-expect-error 9: HR does not trust the rival
  task(rival.spy, { with: {} });
});
