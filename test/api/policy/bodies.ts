import { templates } from '../../../templates/index.ts';
import type { Organisation } from '../../support/organisation.ts';
import { pictures } from '../../support/pictures.ts';
import { hire, inDays } from '../../support/running.ts';
import type { Targets } from './targets.ts';

/** A good body for every route that takes one, by its method and path. */
export type Bodies = { readonly [route: string]: object };

const version = templates.get('employee-onboarding')?.hash;
/** What must stand in the query of a route that takes no default. */
export const queries: { readonly [path: string]: string } = {
  '/v1/calendar': `?from=${inDays(1)}T00:00:00.000Z&to=${inDays(2)}T00:00:00.000Z`,
  '/v1/holidays': '?country=NL&from=2026&to=2026',
  '/v1/templates/:name/difference': `?from=${version}&to=${version}`,
};

export function bodiesOf(cast: Organisation, targets: Targets): Bodies {
  const idOf = (noun: string, label: string): string =>
    targets[noun]?.find((target) => target.label.startsWith(label))?.id as string;
  const reason = { reason: 'Why not' };
  const person = { name: 'Somebody New' };
  const input = hire(cast);
  const roles = { it: 'brightwire', facilities: 'fernhill-facilities' };
  const name = { name: 'Another' };
  return {
    'POST /v1/accounts': { handle: 'fernhill-legal', name: 'Fernhill Legal' },
    'PATCH /v1/accounts/:id': name,
    'PUT /v1/accounts/:id/logo': { image: pictures.webp },
    'POST /v1/agreements': {
      name: 'Another',
      trust: null,
      offeringId: idOf('offerings', 'offering of Y'),
      startsOn: inDays(1),
    },
    'PATCH /v1/agreements/:id': name,
    'POST /v1/agreements/:id/acceptance': {},
    'PUT /v1/agreements/:id/coverage': { coverage: 'customer_account' },
    'POST /v1/agreements/:id/end': {},
    'POST /v1/agreements/:id/report/closure': { from: '2025-10-01', to: '2025-11-01' },
    'POST /v1/approvals/:id/approval': {},
    'POST /v1/approvals/:id/rejection': reason,
    'POST /v1/offerings': {
      serviceId: idOf('services', 'service of Y'),
      name: 'more',
      target: {},
      startsOn: inDays(1),
    },
    'PATCH /v1/offerings/:id': { target: {} },
    'POST /v1/offerings/:id/expiry': { endsOn: inDays(9) },
    // Of a handle that is taken: this one would come to stay.
    'POST /v1/operator/accounts': {
      handle: 'fernhill',
      name: 'Fernhill',
      kind: 'standard',
      administrator: { name: 'A', email: 'a@x.example' },
    },
    'POST /v1/organizations': name,
    'PATCH /v1/organizations/:id': name,
    'POST /v1/people': person,
    'PATCH /v1/people/:id': { phone: '1' },
    'POST /v1/processes': { template: 'employee-onboarding', input, roles },
    'POST /v1/processes/:id/cancellation': reason,
    'POST /v1/processes/:id/clock': { minutes: 1 },
    'POST /v1/processes/:id/notes': { kind: 'public', text: 'Hello' },
    'POST /v1/services': { name: 'Another', teamId: idOf('teams', 'team of Y, linked') },
    'PATCH /v1/services/:id': name,
    'POST /v1/services/:id/instances': { name: 'Another', teamId: idOf('teams', 'team of Y, linked') },
    'PATCH /v1/service-instances/:id': { name: 'Yet another' },
    // Too often in a row it would be refused for that; it is tried by itself.
    'POST /v1/session': {},
    'POST /v1/sites': name,
    'PATCH /v1/sites/:id': name,
    'PUT /v1/tasks/:id/agreement': { agreementId: idOf('agreements', 'agreement of X and Y') },
    'POST /v1/tasks/:id/handover': { agreementId: idOf('agreements', 'agreement of X and Y'), ...reason },
    'PUT /v1/tasks/:id/excuse': reason,
    'PUT /v1/tasks/:id/impact': { impact: 'high', ...reason },
    'PUT /v1/tasks/:id/stops': { stops: [], ...reason },
    'POST /v1/tasks/:id/assignment': { team: idOf('teams', 'team of Y, linked') },
    'POST /v1/tasks/:id/cancellation': reason,
    'POST /v1/tasks/:id/completion': { output: { username: 'new.one' } },
    'POST /v1/tasks/:id/failure': reason,
    'POST /v1/tasks/:id/notes': { kind: 'public', text: 'Hello' },
    'POST /v1/tasks/:id/rejection': reason,
    'POST /v1/tasks/:id/wait': { for: 'other', reason: 'Soon' },
    'POST /v1/teams': name,
    'PATCH /v1/teams/:id': name,
    'POST /v1/templates/:name/plan': { input, roles },
    'POST /v1/tokens': { name: 'Another', scopes: ['read'] },
    'POST /v1/trusts': { handle: 'nonesuch', as: 'trusting' },
    'PUT /v1/trusts/:id/offerings': { offerings: [] },
    'PUT /v1/trusts/:id/accepted-offerings': { offerings: [] },
    'PUT /v1/trusts/:id/grants/:capability': { level: 'anyone' },
    'POST /v1/trusts/:id/revocation': { how: 'hand_back' },
    'PUT /v1/people/:id/stay': { startsOn: inDays(9) },
    'POST /v1/welcome': {},
    'PUT /v1/preferences': { language: 'nl', zone: null, theme: 'dark', shortcuts: true },
    'PUT /v1/views/:name': { page: 'inbox', query: 'status=assigned' },
    'PUT /v1/trusts/:id/teams': { teams: [] },
  };
}
