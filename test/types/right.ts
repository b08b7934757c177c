/** What must compile: the same steps as in the mistakes, written right. */
import { days, endOf, hours, on, startOf, workingDays, workingHours } from '../../plan/kit/index.ts';
import { about, count, facilities, hr, it, people } from './cast.ts';

export const right = hr.process(
  'all is right',
  { ...about, manager: 'manager', anchor: 'startDate' },
  (hire, tools) => {
    const { task, approval, automation, milestone, match, each } = tools;
    const agreed = approval('budget', { by: [hire.manager, hire.seconds], required: 2, show: { model: hire.model } });
    const login = task(it.createLogin, {
      with: { person: hire.person, from: hire.startDate },
      notBefore: days(30).before(hire.startDate),
      due: workingDays(10).before(hire.startDate),
    });
    const laptop = task(it.prepareLaptop, {
      with: { username: login.username, model: hire.model },
      after: [agreed],
      due: hours(8).after([agreed, login]),
    });
    const access = each(hire.applications, (application) =>
      task(it.grantAccess, { with: { username: login.username, application }, due: on(laptop.readyOn) }),
    );
    each(hire.rooms, (room) => {
      const door = task(it.grantAccess, {
        with: { username: login.username, application: room.name },
        name: 'open door',
      });
      each(room.keys, (key) => {
        task(it.grantAccess, { with: { username: key, application: room.name }, name: 'hand over key', after: [door] });
      });
    });
    const papers = task(it.check, { with: { person: hire.person }, due: days(2).after(login) });
    const outcome = match(papers.result, {
      clear: () => ({ note: 'clear', by: papers.by }),
      open: () => {
        const again = task(it.check, { with: { person: hire.person }, name: 'check again' });
        return { note: login.username, by: again.by, only: again.passed };
      },
      denied: () => {
        approval('exception', { by: papers.by, due: workingHours(1).before(endOf(hire.startDate)) });
        return { note: login.username, by: hire.manager };
      },
    });
    match(hire.contractor, { true: () => {}, false: () => approval('pension', { by: outcome.by }) });
    const arrival = match(hire.workplace, {
      onsite: () => task(facilities.assignDesk, { with: { person: hire.person, site: hire.site } }).desk,
      remote: () => 'home',
    });
    const counted = automation(count, { with: { of: ['a', login.username] } });
    const ready = milestone('ready', {
      after: [access, outcome, arrival],
      notBefore: workingHours(1).after(startOf(hire.startDate)),
    });
    task(people.welcome, { with: { person: hire.person, place: arrival }, by: outcome.by, after: [ready, counted] });
    return { username: login.username, note: outcome.note, count: counted.count };
  },
);
