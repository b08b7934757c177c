import type { TaskStatus } from '../../plan/facts.ts';
import { Role, TeamMember } from '../person/team.entity.ts';
import { Refused } from '../problem.ts';
import type { Door } from '../store.ts';
import { trustOf } from './seen.ts';
import { type Ending, endings, TrustOffering } from './trust.entity.ts';

/** What ending a trust would come to, as far as one side may know it. */
export type Foreseen = {
  /** Open tasks that the trusted side holds, by status. */
  readonly tasks: readonly { readonly status: TaskStatus; readonly number: number }[];
  /** How many of them somebody has taken: those might be finished. */
  readonly begun: number;
  /** Decisions that are asked of people across the trust. */
  readonly votes: number;
  /** How many processes all that is of, and how many count on the trust; null: the other side's to know. */
  readonly processes: number | null;
  readonly toCome: number | null;
  /** Who of the trusted side loses sight of open tasks. */
  readonly teams: readonly { readonly id: string; readonly name: string; readonly number: number }[];
  /** In these teams; null: the other side's to know. */
  readonly people: number | null;
  readonly offerings: number;
  /** Of the own account, lent to people of the other. */
  readonly lentRoles: number;
  readonly choices: readonly Ending[];
};

/** @throws NotFound as the trust itself, Refused when it does not stand any more */
export async function foreseeEnd(door: Door, id: string): Promise<Foreseen> {
  const { em, viewer } = door;
  const { status, side } = await trustOf(door, id);
  if (status !== 'accepted' && status !== 'suspended')
    throw new Refused(`Only a standing trust can be revoked; this one is ${status}.`);
  const rows = await em.execute<Row[]>('select * from open_under(?)', [id]);
  const held = rows.filter(({ why }) => why === 'assigned');
  const teams = [...Map.groupBy(held, ({ team_id }) => team_id).values()].flatMap(teamOf);
  const trusting = side === 'trusting';
  const members = await em.find(TeamMember, { teamId: { $in: teams.map((team) => team.id) } });
  return {
    tasks: [...Map.groupBy(held, (row) => row.status)].map(([status, of]) => ({ status, number: sum(of) })),
    begun: sum(held.filter((row) => row.status !== 'assigned')),
    votes: sum(rows.filter(({ why }) => why === 'approver')),
    ...(trusting ? await processesUnder(door, id) : { processes: null, toCome: null }),
    teams,
    people: trusting ? null : new Set(members.map(({ personId }) => personId)).size,
    offerings: await em.count(TrustOffering, { trustId: id, acceptedAt: { $ne: null } }),
    lentRoles: await em.count(Role, { trustId: id, accountId: viewer.accountId }),
    choices: endings.filter((how) => (how !== 'cancel' || trusting) && (how !== 'finish' || status === 'accepted')),
  };
}

type Row = {
  readonly why: 'assigned' | 'approver';
  readonly status: TaskStatus;
  readonly team_id: string | null;
  readonly team_name: string | null;
  readonly number: number;
};

const sum = (rows: readonly Row[]) => rows.reduce((total, { number }) => total + number, 0);

function teamOf(rows: readonly Row[]): Foreseen['teams'] {
  const [{ team_id, team_name } = {}] = rows;
  return team_id && team_name ? [{ id: team_id, name: team_name, number: sum(rows) }] : [];
}

async function processesUnder({ em, viewer }: Door, id: string): Promise<{ processes: number; toCome: number }> {
  const [row] = await em.execute<{ processes: string; to_come: string }[]>(
    `select (select count(distinct v.process_id) from (select process_id from visibility where trust_id = ? and open
         union all select process_id from withheld where trust_id = ? and open) v) as processes,
       (select count(*) from process p where p.account_id = ? and p.status <> 'completed'
         and counts_on(p.bindings, ?)) as to_come`,
    [id, id, viewer.accountId, id],
  );
  return { processes: Number(row?.processes ?? 0), toCome: Number(row?.to_come ?? 0) };
}
