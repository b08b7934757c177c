import type { z } from 'zod';
import type { SeenTeam } from '../../domain/person/teams.ts';
import type { Team } from './schema.ts';

export function presentTeam({ team, own, members }: SeenTeam): z.input<typeof Team> {
  const { id, name } = team;
  if (!members) return { id, name, own };
  const people = members.map((member) => ({ id: member.id, name: member.name }));
  return { id, name, own, coordinatorId: team.coordinatorId ?? null, members: people };
}
