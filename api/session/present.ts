import type { Me } from '../../domain/access/me.ts';
import { presentBranding } from '../accounts/present.ts';
import type { MeView } from './schema.ts';

export function presentMe({ person, accounts }: Me): MeView {
  return {
    person: { id: person.id, name: person.name, email: person.email ?? null, title: person.title },
    accounts: accounts.map(({ id, handle, name, branding, zone, roles, teams }) => ({
      id,
      handle,
      name,
      branding: presentBranding({ id, branding }, id),
      zone,
      roles: [...roles],
      teams: teams.map((team) => ({ id: team.id, name: team.name })),
    })),
  };
}
