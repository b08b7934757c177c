import type { Calendar } from '../plan/plan.ts';
import { all, call, type Options } from './api.ts';
import { Failure } from './failure.ts';

export type Offering = { readonly id: string; readonly name: string; readonly calendar: Calendar };

/** An offering of the account acted in, by its name or id. */
export async function offeringNamed(name: string, options: Options): Promise<Offering> {
  const found: Offering[] = [];
  for await (const { id } of all<{ id: string }>('/v1/services', options)) {
    const { items } = await call<{ items: Offering[] }>('GET', `/v1/services/${id}/offerings`, options);
    found.push(...items.filter((one) => one.id === name || one.name === name));
  }
  const [one, ...others] = found;
  if (!one) throw new Failure(`The account you act in has no offering "${name}".`, 3);
  if (others.length === 0) return one;
  throw new Failure(`There is more than one offering "${name}": ${found.map(({ id }) => id).join(', ')}.`, 2);
}
