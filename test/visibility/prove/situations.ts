import { cast } from '../model/cast.ts';
import type { World } from '../model/world.ts';

/** One small world in which every guard of the database keeps something from somebody. */
export function situations(): World {
  const c = cast();
  const {
    s,
    hr,
    northwind,
    rival,
    subwind,
    hana,
    henry,
    mo,
    mia,
    max,
    rita,
    sam,
    enid,
    ned,
    desk,
    back,
    laptop,
    subteam,
  } = c;
  const serving = s.service(subwind, subteam);
  const served = s.offering(subwind, serving, [hr, rival]);
  const outside = {
    ...{ kind: 'implementation' as const, share: ['shared'], after: [], instructions: 'with {shared}', name: 'serve' },
    ...{ accountId: subwind, teamId: subteam, offeringId: served },
  };
  const serve = { hr: s.template(hr, ['specialist'], [outside]), rival: s.template(rival, ['specialist'], [outside]) };
  const values = () => ({ shared: `zq-said-${s.world.next}-shared-x`, kept: `zq-said-${s.world.next}-kept-x` });
  const begins = (person: string, account: string, template: string, subject: string) =>
    s.does(person, account, 'start', s.record('template', template), { subject, fields: values() }, 'process');

  // A provider works for two accounts; nobody of them knows of the other.
  const trusted = c.trusts(hr, northwind, [desk, back], [laptop]);
  for (const capability of ['share_plan', 'share_workflow_notes'] as const)
    s.does(henry, hr, 'grant', s.record('trust', trusted), { capability });
  const onboarding = c.starts();
  const { id: prepare } = c.task(onboarding, 'prepare');
  // Mia has it and does nothing that the other side is told of.
  s.put({ ...s.record('task', prepare), memberId: mia });
  c.writes(mia, northwind, 'internal', s.record('task', prepare));
  c.writes(hana, hr, 'internal', s.record('task', prepare));
  for (const kind of ['public', 'internal'] as const) c.writes(hana, hr, kind, s.record('process', onboarding));
  const budget = c.task(c.starts(c.budget, { approver: enid }), 'budget');
  const vote = s.world.approval.find(({ taskId }) => taskId === budget.id)!;
  s.put({ ...vote, id: 'approval-90000', approverId: henry });
  c.writes(hana, hr, 'internal', budget);

  // A trust that ended after a task was finished under it, and one made anew that shares more.
  const ended = c.trusts(rival, subwind, [subteam], [served]);
  const stranger = s.person(rival);
  const first = begins(rita, rival, serve.rival, stranger);
  const { id: finished } = c.task(first, 'serve');
  c.works(sam, subwind, 'start', finished);
  c.works(sam, subwind, 'complete', finished);
  s.does(rita, rival, 'revoke', s.record('trust', ended));
  s.passes(60_000);
  c.writes(rita, rival, 'public', s.record('task', finished));
  const anew = c.trusts(rival, subwind, [subteam], [served]);
  s.does(rita, rival, 'grant', s.record('trust', anew), { capability: 'share_contact' });
  c.writes(rita, rival, 'public', s.record('process', begins(rita, rival, serve.rival, s.person(rival))));

  // One that is suspended with work under way, one that was asked for, and one for nobody.
  const suspended = c.trusts(hr, subwind, [subteam], [served]);
  s.does(henry, hr, 'grant', s.record('trust', suspended), { capability: 'roles', roles: ['specialist'] });
  s.does(sam, subwind, 'grant_role', s.record('person', sam), { role: 'specialist', trust: suspended });
  begins(hana, hr, serve.hr, enid);
  s.does(sam, subwind, 'suspend', s.record('trust', suspended));
  const { handle } = s.record('account', rival);
  s.does(max, northwind, 'invite', undefined, { handle, as: 'trusting' });
  s.does(henry, hr, 'invite', undefined, { handle: 'nobody-of-that-name', as: 'trusting' });
  s.does(mo, northwind, 'create_token', undefined, { text: `zq-said-${s.world.next}-name-x`, scopes: ['read'] });
  s.does(hana, hr, 'create_token', undefined, { text: `zq-said-${s.world.next}-name-x`, scopes: ['read', 'work'] });
  const spent = s.does(rita, rival, 'create_token', undefined, { text: 'spent', scopes: ['read'] }, 'token');
  s.does(rita, rival, 'revoke_token', s.record('token', spent));

  // Somebody who took a task and does no work any more.
  const idle = s.person(northwind);
  s.role(idle, northwind, 'end_user');
  s.put({ ...c.task(c.starts(), 'prepare'), memberId: idle });

  // Somebody who left with a token, and an account that is called otherwise since.
  s.does(ned, northwind, 'create_token', undefined, { text: 'left behind', scopes: ['read'] });
  s.does(max, northwind, 'disable', s.record('person', ned));
  s.does(rita, rival, 'update', s.record('account', rival), { fields: { name: `zq-said-${s.world.next}-name-x` } });
  return s.world;
}
