import type { Account } from '../account/account.entity.ts';
import type { ActingName } from '../person/team.entity.ts';
import type { Reason } from './ground.ts';

/** The reason as one sentence. `who` sees it: by name, or the reader himself. */
export function sentenceOf(reason: Reason, noun: string, own: Account, who?: string): string {
  const { role, lent, how, since } = reason;
  const shared = lent ? `, lent across the trust with ${lent.name}` : '';
  const as = reason.as ?? (role && `${roleWords[role]} of ${own.name}${shared}`);
  return [
    `${who ?? 'You'} ${who ? 'sees' : 'see'} this ${noun}`,
    as ? ` as ${as}` : '',
    since ? ` (since ${dateIn(own.calendar.zone, since)})` : '',
    how ? `: ${how}` : '',
    '.',
  ].join('');
}

const roleWords: { readonly [name in ActingName]: string } = {
  end_user: 'end user',
  key_contact: 'key contact',
  specialist: 'specialist',
  designer: 'designer',
  account_admin: 'account administrator',
  directory_admin: 'directory administrator',
  auditor: 'auditor',
  pre_hire: 'pre-hire',
};

function dateIn(timeZone: string, at: Date): string {
  return at.toLocaleDateString('en-GB', { timeZone, day: 'numeric', month: 'long', year: 'numeric' });
}
