import { keepVersions } from '../../domain/process/versions.ts';
import { current, earlier } from './earlier.ts';
import type { Organisation } from './organisation.ts';
import type { Pages } from './pages.ts';
import { onboarding } from './running.ts';

/** A page: who looks at it, where it is, and what is to be read there once it is whole. */
export type Shown = {
  readonly name: string;
  readonly who: string;
  readonly at: string;
  readonly reads: string | RegExp;
};

/** Something on each of the pages: work under way, halted and late, an agreement by which it is done. */
export async function worldToShow(cast: Organisation, pages: Pages): Promise<readonly Shown[]> {
  const helen = await pages.api.as('helen', 'fernhill-hr');
  const [hugo, imran] = [await pages.api.as('hugo', 'fernhill-hr'), await pages.api.as('imran', 'fernhill-it')];
  const dana = await pages.api.as('dana', 'fernhill');
  await dana.post('/v1/organizations', { name: 'Product' });
  await dana.post('/v1/sites', { name: 'Amsterdam', address: 'Keizersgracht 1' });
  await keepVersions(cast.workerStore, [earlier]);
  const agreement = await agreeOnLogins(imran, hugo);
  const nora = await onboarding(cast, helen, { person: cast.personId('nora') });
  const nadia = await onboarding(cast, helen, { person: cast.personId('nadia') });
  await onboarding(cast, helen, { person: cast.personId('noah') });
  const task = (await nora.task('assign-desk')).id;
  const fatima = await pages.api.as('fatima');
  await fatima.post(`/v1/tasks/${task}/acceptance`);
  await fatima.post(`/v1/tasks/${task}/notes`, { kind: 'public', text: 'By the window, as she asked.' });
  const ida = await pages.api.as('ida');
  const login = (await nadia.task('create-login')).id;
  await ida.post(`/v1/tasks/${login}/rejection`, { reason: 'The contract is not signed yet.' });
  await nadia.drive();
  const [trust] = (await hugo.get('/v1/trusts')).body.items;
  const [team] = (await imran.get('/v1/teams')).body.items;
  const [service] = (await imran.get('/v1/services')).body.items;
  return every({
    process: nora.id,
    halted: nadia.id,
    task,
    trust: trust.id,
    agreement,
    team: team.id,
    service: service.id,
    person: cast.personId('nadia'),
  });
}

type Client = Awaited<ReturnType<Pages['api']['as']>>;

async function agreeOnLogins(provider: Client, customer: Client): Promise<string> {
  const trusts: { id: string; side: string }[] = (await provider.get('/v1/trusts')).body.items;
  const trust = trusts.find(({ side }) => side === 'trusted')?.id as string;
  const { offerings } = (await provider.get(`/v1/trusts/${trust}`)).body as {
    offerings: { id: string; name: string }[];
  };
  const offeringId = offerings.find(({ name }) => name === 'create login')?.id;
  const startsOn = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Amsterdam' });
  const { body } = await provider.post('/v1/agreements', { name: 'Logins', trust, offeringId, startsOn });
  await customer.post(`/v1/agreements/${body.id}/acceptance`, {});
  return body.id;
}

type Id = 'process' | 'halted' | 'task' | 'trust' | 'agreement' | 'team' | 'service' | 'person';

function every(id: { readonly [K in Id]: string }): readonly Shown[] {
  const [hr, it] = ['/a/fernhill-hr', '/a/fernhill-it'];
  const process = `${hr}/processes/${id.process}`;
  const template = `${hr}/templates/employee-onboarding`;
  const task = `/a/fernhill-facilities/tasks/${id.task}`;
  const rows: readonly (readonly [name: string, who: string, at: string, reads: string | RegExp])[] = [
    ['sign-in', '', '/sign-in', 'Mail address'],
    ['welcome', '', '/welcome', 'This address is not whole'],
    ['inbox', 'sam', '/inbox', 'Assign desk'],
    ['task', 'fatima', `/inbox/fernhill-facilities/${id.task}`, 'What you were given'],
    ['task-notes', 'fatima', `${task}?tab=notes`, 'By the window'],
    ['task-clock', 'fatima', `${task}?tab=clock`, 'Response'],
    ['task-story', 'fatima', `${task}?tab=story`, /accepted/i],
    ['processes', 'helen', `${hr}/processes`, 'Nora Quist'],
    ['timeline', 'helen', `${process}?view=timeline`, 'Issue badge'],
    ['graph', 'helen', `${process}?view=graph`, 'Issue badge'],
    ['list', 'helen', `${process}?view=list`, 'Issue badge'],
    ['process-story', 'helen', `${process}?view=story`, /Helen Marsh/],
    ['halted', 'helen', `${hr}/processes/${id.halted}`, 'The contract is not signed yet.'],
    ['start-what', 'helen', `${hr}/start`, /onboarding/i],
    ['start', 'helen', `${hr}/start/employee-onboarding`, 'Laptop model'],
    ['many', 'helen', `${hr}/start/employee-onboarding/many`, /CSV/],
    ['templates', 'pia', `${hr}/templates`, /onboarding/i],
    ['template-graph', 'pia', `${template}?view=graph`, /laptop/i],
    ['template-plan', 'pia', `${template}?view=plan&start=2027-03-01`, /laptop/i],
    ['template-versions', 'pia', `${template}?view=versions`, /version/i],
    ['template-compare', 'pia', `${template}?view=compare&from=${earlier.hash}&to=${current.hash}`, /issue badge/i],
    ['template-input', 'pia', `${template}?view=input`, 'startDate'],
    ['trusts', 'hugo', `${hr}/trusts`, 'Fernhill IT'],
    ['trust', 'hugo', `${hr}/trusts/${id.trust}`, /Fernhill/],
    ['trust-offerings', 'hugo', `${hr}/trusts/${id.trust}?view=offerings`, /Fernhill/],
    ['trust-roles', 'hugo', `${hr}/trusts/${id.trust}?view=roles`, /Fernhill/],
    ['trust-sight', 'hugo', `${hr}/trusts/${id.trust}?view=sight`, /This is what .* sees of you/],
    ['trust-end', 'hugo', `${hr}/trusts/${id.trust}?view=end`, /Fernhill/],
    ['services', 'imran', `${it}/services`, /workplace/i],
    ['services-offered', 'hugo', `${hr}/services?view=offered`, /login/i],
    ['service', 'imran', `${it}/services/${id.service}`, /Offerings/],
    ['agreements', 'imran', `${it}/agreements`, 'Logins'],
    ['agreement-report', 'imran', `${it}/agreements/${id.agreement}`, 'Logins'],
    ['agreement-promise', 'hugo', `${hr}/agreements/${id.agreement}?view=promise`, 'Logins'],
    ['people', 'hugo', `${hr}/people`, 'Nadia Costa'],
    ['person', 'dana', `/a/fernhill/people/${id.person}`, 'Nadia Costa'],
    ['person-new', 'dana', '/a/fernhill/people/new', 'Mail address'],
    ['teams', 'imran', `${it}/teams`, /members?/],
    ['team', 'imran', `${it}/teams/${id.team}`, /members?/i],
    ['organizations', 'dana', '/a/fernhill/organizations', 'Product'],
    ['sites', 'dana', '/a/fernhill/sites', 'Keizersgracht 1'],
    ['permissions', 'hugo', `${hr}/permissions`, 'Pia Duarte'],
    ['account', 'imran', `${it}/settings`, 'Handle'],
    ['branding', 'imran', `${it}/settings/branding`, /#rrggbb/],
    ['hours', 'imran', `${it}/settings/hours`, /Monday|Mon/],
    ['tokens', 'imran', `${it}/settings/tokens`, 'New token'],
    ['domains', 'dana', '/a/fernhill/settings/domains', /Fernhill HR/],
    ['audit', 'hugo', `${hr}/audit`, /Helen Marsh/],
    ['seals', 'hugo', `${hr}/audit/seals`, 'Verify the log'],
    ['home', 'nora', '/home', /Your login/],
    ['not-here', 'sam', '/a/nowhere/processes', 'There is nothing here that you may see'],
  ];
  return rows.map(([name, who, at, reads]) => ({ name, who, at, reads }));
}
