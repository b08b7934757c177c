import { pictures } from '../../support/pictures.ts';
import { inDays } from '../../support/running.ts';
import type { Stage, Step } from './step.ts';

/** What administrators do, each command once, in an order that allows it. */
export async function* administration(stage: Stage): AsyncGenerator<Step> {
  const hugo = ['hugo', 'fernhill-hr'] as const;
  const does = (route: string, ids: string[] = [], body?: object, name?: string) =>
    stage.step(hugo, route, { ids, ...(body ? { body } : {}) }, name);
  yield does('PATCH /v1/accounts/:id', [stage.org.accountId('fernhill-hr')], { name: 'Fernhill People' });
  yield does('PUT /v1/accounts/:id/logo', [stage.org.accountId('fernhill-hr')], { image: pictures.png });
  yield does('DELETE /v1/accounts/:id/logo', [stage.org.accountId('fernhill-hr')]);
  yield {
    route: 'POST /v1/accounts',
    by: ['dana', 'fernhill'],
    send: (client, path) => client.post(path(), { handle: 'fernhill-legal', name: 'Legal' }),
    logs: ({ body }) => ['fernhill', body.id],
  };
  yield {
    route: 'POST /v1/operator/accounts',
    send: (_, path) =>
      stage.api.operator.post(path(), {
        handle: 'lakeside',
        name: 'Lakeside',
        kind: 'standard',
        zone: 'America/Denver',
        administrator: { name: 'Lena Ortiz', email: 'lena@lakeside.example' },
      }),
    logs: ({ body }) => [body.id],
  };
  yield does('POST /v1/organizations', [], { name: 'Research' }, 'organization');
  yield does('PATCH /v1/organizations/:id', [stage.id('organization')], { name: 'R&D' });
  yield does('POST /v1/sites', [], { name: 'Utrecht' }, 'site');
  yield does('PATCH /v1/sites/:id', [stage.id('site')], { address: 'Domplein 1' });
  yield does('POST /v1/people', [], { name: 'Lou Local' }, 'lou');
  const lou = stage.id('lou');
  yield does('PATCH /v1/people/:id', [lou], { email: 'lou@fernhill-hr.example' });
  yield does('PUT /v1/people/:id/stay', [lou], { startsOn: inDays(0) });
  let secret = '';
  yield {
    route: 'POST /v1/people/:id/welcome',
    by: hugo,
    send: async (client, path) => {
      const answer = await client.post(path(lou));
      secret = answer.body.secret;
      return answer;
    },
    logs: () => [hugo[1]],
  };
  yield {
    route: 'POST /v1/welcome',
    actor: { account: stage.org.accountId('fernhill-hr'), person: lou },
    send: (_, path) => stage.api.anybody.post(path(), { secret, password: 'a long enough one' }),
    logs: () => [hugo[1]],
  };
  const identity = await stage.linked(lou);
  yield does('DELETE /v1/people/:id/identities/:identity', [lou, identity]);
  yield does('POST /v1/people/:id/disablement', [lou]);
  yield does('DELETE /v1/people/:id/disablement', [lou]);
  yield does('PUT /v1/people/:id/roles/:role', [lou, 'specialist']);
  yield does('POST /v1/teams', [], { name: 'Payroll' }, 'team');
  yield does('PATCH /v1/teams/:id', [stage.id('team')], { name: 'Pay' });
  yield does('PUT /v1/teams/:id/members/:person', [stage.id('team'), lou]);
  yield does('DELETE /v1/teams/:id/members/:person', [stage.id('team'), lou]);
  yield does('DELETE /v1/people/:id/roles/:role', [lou, 'specialist']);
  yield does('POST /v1/services', [], { name: 'Pay', teamId: stage.id('team') }, 'service');
  yield does('PATCH /v1/services/:id', [stage.id('service')], { description: 'Monthly' });
  const promise = { serviceId: stage.id('service'), name: 'pay out', target: {}, startsOn: inDays(0) };
  yield does('POST /v1/offerings', [], promise, 'offering');
  const target = { complete: { amount: 3, unit: 'workingDays' } };
  yield does('PATCH /v1/offerings/:id', [stage.id('offering')], { target });
  yield does('POST /v1/offerings/:id/expiry', [stage.id('offering')], { endsOn: inDays(3) });
  yield does('POST /v1/tokens', [], { name: 'nightly', scopes: ['read'] }, 'token');
  yield does('POST /v1/tokens/:id/revocation', [stage.id('token')]);
}

/** What two accounts come to with each other. */
export async function* trusts(stage: Stage): AsyncGenerator<Step> {
  const oscar = ['oscar', 'oakline'] as const;
  const hugo = ['hugo', 'fernhill-hr'] as const;
  const both = ['oakline', 'fernhill-hr'];
  const invitation = { handle: 'fernhill-hr', as: 'trusted' };
  const invite = (): Step => ({
    route: 'POST /v1/trusts',
    by: oscar,
    send: async (client, path) => {
      const answer = await client.post(path(), invitation);
      stage.keep('trust', answer.headers.get('location')?.split('/').at(-1) ?? '');
      return answer;
    },
    logs: () => both,
  });
  const does = (by: readonly [string, string], route: string, logs: string[], body?: object) =>
    stage.step(by, route, { ids: [stage.id('trust')], logs, ...(body ? { body } : {}) });
  yield invite();
  yield does(oscar, 'POST /v1/trusts/:id/cancellation', both);
  yield invite();
  yield does(hugo, 'POST /v1/trusts/:id/rejection', both);
  yield invite();
  yield does(hugo, 'POST /v1/trusts/:id/acceptance', both);
  const oakline = await stage.api.as(...oscar);
  const [service] = (await oakline.get('/v1/services')).body.items;
  const [offering] = (await oakline.get(`/v1/services/${service.id}/offerings`)).body.items;
  yield does(oscar, 'PUT /v1/trusts/:id/teams', both, { teams: [service.teamId] });
  yield does(oscar, 'PUT /v1/trusts/:id/offerings', both, { offerings: [offering.id] });
  yield does(hugo, 'PUT /v1/trusts/:id/accepted-offerings', both, { offerings: [offering.id] });
  for (const method of ['PUT', 'DELETE']) {
    yield stage.step(hugo, `${method} /v1/trusts/:id/grants/:capability`, {
      ids: [stage.id('trust'), 'share_contact'],
      logs: both,
    });
  }
  const roles = { ids: [stage.id('trust'), 'roles'], logs: both, body: { roles: ['specialist'] } };
  yield stage.step(hugo, 'PUT /v1/trusts/:id/grants/:capability', roles);
  for (const method of ['PUT', 'DELETE']) {
    yield stage.step(oscar, `${method} /v1/trusts/:id/lent-roles/:person/:role`, {
      ids: [stage.id('trust'), stage.org.personId('olive'), 'specialist'],
      logs: both,
    });
  }
  yield does(oscar, 'POST /v1/trusts/:id/suspension', both);
  yield does(oscar, 'DELETE /v1/trusts/:id/suspension', both);
  yield does(hugo, 'POST /v1/trusts/:id/revocation', both);
}
