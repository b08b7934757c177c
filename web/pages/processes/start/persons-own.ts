import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { personQuery } from '../../../client/people.ts';
import { sitesQuery } from '../../../client/places.ts';
import type { Field, Value } from '../../../parts/form/fields.ts';
import type { Draft } from './draft.ts';

type Props = {
  readonly account: string;
  /** Whom it is about. */
  readonly person: string;
  readonly fields: readonly Field[];
  readonly draft: Draft;
  readonly set: (name: string, value: Value, byHand: boolean) => void;
};

/** Fills in the manager and the site of the person chosen, unless somebody filled in others. */
export function usePersonsOwn({ account, person, fields, draft: { touched, values }, set }: Props): void {
  const { data: chosen } = useQuery(personQuery(account, person));
  const has = (name: string) => fields.some((field) => field.name === name) && !touched.includes(name);
  const { data: sites } = useQuery({ ...sitesQuery(account), enabled: has('site') && Boolean(chosen?.siteId) });
  const manager = has('manager') ? chosen?.managerId : undefined;
  const site = has('site') ? sites?.find(({ id }) => id === chosen?.siteId)?.name : undefined;
  useEffect(() => {
    if (manager && values.manager !== manager) set('manager', manager, false);
    if (site && values.site !== site) set('site', site, false);
  }, [manager, site, values, set]);
}
