import { newId } from '../../../domain/id.ts';

type Put = (table: string, values: Record<string, unknown>) => Promise<unknown>;
type Whose = { readonly [Of in 'name' | 'account' | 'person' | 'team' | 'service' | 'offering']: string };

/** A row in every table of what an account agrees with itself. */
export async function agreementRows(
  own: Put,
  { name, account, person, team, service, offering }: Whose,
): Promise<void> {
  const [instance, agreement] = [newId(), newId()];
  const at = new Date();
  await own('service_instance', { id: instance, account_id: account, service_id: service, name, team_id: team });
  await own('agreement', {
    id: agreement,
    name,
    provider_id: account,
    customer_id: account,
    offering_id: offering,
    instance_id: instance,
    coverage: 'people',
    starts_at: at,
    prepared_at: at,
  });
  await own('agreement_cover', { agreement_id: agreement, customer_id: account, kind: 'person', record_id: person });
  await own('agreement_closure', {
    ...{ id: newId(), agreement_id: agreement, from_on: '2026-01-01', to_on: '2026-02-01', ends_at: at, closed_at: at },
    ...{ figures: {}, ledgers: '[]', hash: '0'.repeat(64), account_id: account, closed_by_id: person },
  });
}
