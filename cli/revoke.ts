import { confirm, isCancel } from '@clack/prompts';
import { call, type Options } from './api.ts';
import { Failure } from './failure.ts';
import type { WholeTrust } from './trust.ts';

type Foreseen = {
  tasks: { status: string; number: number }[];
  begun: number;
  votes: number;
  processes: number | null;
  toCome: number | null;
  teams: { name: string; number: number }[];
  people: number | null;
  offerings: number;
  lentRoles: number;
};
type Choice = { finishUntil?: string; cancel?: boolean; yes?: boolean };

/** Ends a trust once somebody who has read what that comes to says so. Undefined when he does not. */
export async function revoke(id: string, other: string, choice: Options & Choice): Promise<WholeTrust | undefined> {
  const { finishUntil, cancel, yes, account } = choice;
  if (finishUntil && cancel) throw new Failure('Give either --finish-until or --cancel.', 2);
  const path = `/v1/trusts/${id}/revocation`;
  if (!yes) {
    console.error(foreseenOf(await call<Foreseen>('GET', path, { account }), other));
    if (!process.stdin.isTTY) throw new Failure('There is no terminal to ask: add --yes to end the trust.', 2);
    const answer = await confirm({
      message: `End the trust with ${other}? It never stands again.`,
      initialValue: false,
    });
    if (isCancel(answer) || !answer) return undefined;
  }
  const body = finishUntil ? { how: 'finish', until: finishUntil } : { how: cancel ? 'cancel' : 'hand_back' };
  return call<WholeTrust>('POST', path, { account, body });
}

function foreseenOf(
  { tasks, begun, votes, processes, toCome, teams, people, offerings, lentRoles }: Foreseen,
  other: string,
) {
  const open = tasks.reduce((total, { number }) => total + number, 0);
  const lines = [
    `Ending the trust with ${other}:`,
    `  ${open} open tasks${tasks.length ? ` (${tasks.map(({ status, number }) => `${number} ${status}`).join(', ')})` : ''}, ${begun} of them begun`,
    votes ? `  ${votes} decisions are no longer asked for` : '',
    processes === null ? '' : `  ${processes} processes have open work there, ${toCome} count on it`,
    teams.length ? `  out of sight for ${teams.map(({ name, number }) => `${name} (${number})`).join(', ')}` : '',
    people === null ? '' : `  ${people} of your people`,
    `  ${offerings} offerings are no longer used`,
    lentRoles ? `  ${lentRoles} roles lent across it end` : '',
  ];
  return lines.filter(Boolean).join('\n');
}
