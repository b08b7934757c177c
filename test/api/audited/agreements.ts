import { newId } from '../../../domain/id.ts';
import { rows, trustAnew } from '../../domain/process-made.ts';
import { onboarding } from '../../support/running.ts';
import type { Stage, Step } from './step.ts';

const imran = ['imran', 'fernhill-it'] as const;
const hugo = ['hugo', 'fernhill-hr'] as const;
const helen = ['helen', 'fernhill-hr'] as const;
const both = ['fernhill-hr', 'fernhill-it'];

/** What a provider and a customer agree, and what that changes of a task. */
export async function* agreements(stage: Stage): AsyncGenerator<Step> {
  const it = await stage.api.as(...imran);
  const [service] = (await it.get('/v1/services')).body.items;
  const [offering] = (await it.get(`/v1/services/${service.id}/offerings`)).body.items;
  const trusts = (await it.get('/v1/trusts')).body.items;
  const trust = trusts.find((one: { account: { handle: string } }) => one.account.handle === 'fernhill-hr').id;
  const run = { name: 'Lisbon', teamId: service.teamId };
  yield stage.step(imran, 'POST /v1/services/:id/instances', { ids: [service.id], body: run }, 'instance');
  const rename = { ids: [stage.id('instance')], body: { name: 'Porto' } };
  yield stage.step(imran, 'PATCH /v1/service-instances/:id', rename);

  const startsOn = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Amsterdam' });
  const terms = { name: 'A', trust, offeringId: offering.id, startsOn };
  const prepared = { body: terms, logs: both };
  yield stage.step(imran, 'POST /v1/agreements', prepared, 'dropped');
  yield stage.step(imran, 'DELETE /v1/agreements/:id', { ids: [stage.id('dropped')], logs: both });
  yield stage.step(imran, 'POST /v1/agreements', prepared, 'agreement');
  const ids = [stage.id('agreement')];
  yield stage.step(imran, 'PATCH /v1/agreements/:id', { ids, body: { name: 'B' }, logs: both });
  yield stage.step(hugo, 'POST /v1/agreements/:id/acceptance', { ids, body: {}, logs: both });
  const people = [stage.org.personId('nadia')];
  const covered = { ids, body: { coverage: 'people', people }, logs: both };
  yield stage.step(hugo, 'PUT /v1/agreements/:id/coverage', covered);

  const { id } = await (await onboarding(stage.org, await stage.api.as('helen'))).task('create-login');
  const task = (by: readonly [string, string], route: string, body?: object) =>
    stage.step(by, route, { ids: [id], logs: ['fernhill-hr'], ...(body ? { body } : {}) });
  const reason = { reason: 'So it was' };
  yield task(helen, 'PUT /v1/tasks/:id/impact', { impact: 'high', ...reason });
  yield task(helen, 'PUT /v1/tasks/:id/excuse', reason);
  yield task(helen, 'DELETE /v1/tasks/:id/excuse');
  const { stops } = (await (await stage.api.as(...hugo)).get(`/v1/tasks/${id}`)).body.clocks.complete;
  yield task(hugo, 'PUT /v1/tasks/:id/stops', { stops, ...reason });
  yield task(helen, 'PUT /v1/tasks/:id/agreement', { agreementId: ids[0] });
  yield await handover(stage);
  // Of two that could do it, a process would have to say which.
  await rows(
    stage.org,
    `update trust set status = 'revoked', ending = 'hand_back', ended_at = now() where trusting_id = $1 and trusted_id = $2`,
    stage.org.accountId('fernhill-hr'),
    stage.org.accountId('brightwire'),
  );
  yield stage.step(imran, 'POST /v1/agreements/:id/end', { ids, body: {}, logs: both });
}

/** A desk that Facilities was to assign is passed on to Brightwire, which offers the same. */
async function handover(stage: Stage): Promise<Step> {
  const { org } = stage;
  const { id } = await (await onboarding(org, await stage.api.as('helen'))).task('assign-desk');
  await trustAnew(org, 'brightwire');
  const [there] = await rows<{ offering: string; trust: string }>(
    org,
    `select o.id as offering, t.id as trust from service_offering o join trust t on t.trusted_id = o.account_id and t.trusting_id = $2
     where o.account_id = $1 and o.name = 'assign desk' and t.status = 'accepted'`,
    org.accountId('brightwire'),
    org.accountId('fernhill-hr'),
  );
  const agreementId = newId();
  await rows(
    org,
    `insert into agreement (id, name, provider_id, customer_id, trust_id, offering_id, starts_at, prepared_at, accepted_at)
     values ($1, 'Desks', $2, $3, $4, $5, now(), now(), now())`,
    ...[agreementId, org.accountId('brightwire'), org.accountId('fernhill-hr'), there?.trust, there?.offering],
  );
  const body = { agreementId, reason: 'They are full' };
  return stage.step(helen, 'POST /v1/tasks/:id/handover', { ids: [id], body });
}
