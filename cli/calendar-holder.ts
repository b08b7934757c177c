import type { Calendar } from '../plan/plan.ts';
import { all, call, type Options } from './api.ts';
import { Failure } from './failure.ts';

/** What has a calendar: the account acted in, or one of its offerings. `path` is where it is changed. */
export type Holder = { readonly name: string; readonly path: string; readonly calendar: Calendar };

/** @param offering its name or id; absent: the account */
export async function holderOf(offering: string | undefined, options: Options): Promise<Holder> {
  if (offering === undefined) return ownAccount(options);
  const found: Offering[] = [];
  for await (const { id } of all<{ id: string }>('/v1/services', options)) {
    const { items } = await call<{ items: Offering[] }>('GET', `/v1/services/${id}/offerings`, options);
    found.push(...items.filter((one) => one.id === offering || one.name === offering));
  }
  const [one, ...others] = found;
  if (!one) throw new Failure(`The account you act in has no offering "${offering}".`, 3);
  if (others.length > 0)
    throw new Failure(`There is more than one offering "${offering}": ${found.map(({ id }) => id).join(', ')}.`, 2);
  return { name: one.name, path: `/v1/offerings/${one.id}`, calendar: one.calendar };
}

type Offering = { readonly id: string; readonly name: string; readonly calendar: Calendar };
type Account = Offering & { readonly own: boolean };

async function ownAccount(options: Options): Promise<Holder> {
  const { items } = await call<{ items: Account[] }>('GET', '/v1/accounts', options);
  const { id, name, calendar } = items.find(({ own }) => own) ?? ({} as Partial<Account>);
  if (!calendar) throw new Failure('The calendar of the account is for those who do its work.', 4);
  return { name: name as string, path: `/v1/accounts/${id}`, calendar };
}
