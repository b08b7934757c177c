import type { Account } from '../account/account.entity.ts';
import { ownAccount } from '../account/accounts.ts';
import type { Door } from '../store.ts';
import { seeingTrusts } from '../trust/seen.ts';
import { hasAny } from '../viewer.ts';
import { type Grounds, type Reason, reasonsOf } from './ground.ts';
import { lookerOf } from './looker.ts';
import { sentenceOf } from './sentence.ts';

/** A reason as it is told. The trust's own record is for administrators and auditors: others are told with whom it is. */
export type ToldReason = Omit<Reason, 'as' | 'how' | 'lent' | 'trust'> & {
  readonly sentence: string;
  readonly trust?: { readonly id?: string; readonly account: { readonly handle: string; readonly name: string } };
};

/** Why the viewer sees a record that he sees: every reason that would be enough by itself. */
export async function whyOf(door: Door, grounds: Grounds): Promise<ToldReason[]> {
  const reasons = reasonsOf(grounds, await lookerOf(door));
  if (reasons.length === 0) throw new Error(`Somebody sees a ${grounds.noun} for no reason that is known.`);
  return tell(door, await ownAccount(door), grounds.noun, reasons);
}

/** `who`: somebody else, by name. */
export function tell(door: Door, own: Account, noun: string, reasons: readonly Reason[], who?: string): ToldReason[] {
  const names = hasAny(door.viewer, seeingTrusts);
  return reasons.map((reason) => {
    const { as: _, how: __, lent: ___, trust, ...rest } = reason;
    const sentence = sentenceOf(reason, noun, own, who);
    if (!trust) return { ...rest, sentence };
    const { id, handle, name } = trust;
    return { ...rest, sentence, trust: { ...(names ? { id } : {}), account: { handle, name } } };
  });
}
