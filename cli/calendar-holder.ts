import type { Calendar } from '../plan/plan.ts';
import { call, type Options } from './api.ts';
import { Failure } from './failure.ts';
import { offeringNamed } from './offering.ts';

/** What has a calendar: the account acted in, or one of its offerings. `path` is where it is changed. */
export type Holder = { readonly name: string; readonly path: string; readonly calendar: Calendar };

/** @param offering its name or id; absent: the account */
export async function holderOf(offering: string | undefined, options: Options): Promise<Holder> {
  if (offering === undefined) return ownAccount(options);
  const one = await offeringNamed(offering, options);
  return { name: one.name, path: `/v1/offerings/${one.id}`, calendar: one.calendar };
}

type Account = { readonly id: string; readonly name: string; readonly calendar: Calendar; readonly own: boolean };

async function ownAccount(options: Options): Promise<Holder> {
  const { items } = await call<{ items: Account[] }>('GET', '/v1/accounts', options);
  const { id, name, calendar } = items.find(({ own }) => own) ?? ({} as Partial<Account>);
  if (!calendar) throw new Failure('The calendar of the account is for those who do its work.', 4);
  return { name: name as string, path: `/v1/accounts/${id}`, calendar };
}
