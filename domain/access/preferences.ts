import { record, type Store } from '../store.ts';
import { personally } from './caller.ts';
import { atHome } from './home.ts';
import { Preference } from './own.entity.ts';

export type Preferences = Pick<Preference, 'theme' | 'shortcuts'> & {
  readonly language: NonNullable<Preference['language']> | null;
  readonly zone: string | null;
};

const usual: Preferences = { language: null, zone: null, theme: 'auto', shortcuts: true };

/** A person's own; the usual ones while he has set none. */
export async function preferencesOf(store: Store, personId: string): Promise<Preferences> {
  const found = await store.as(personally(personId), ({ em }) => em.findOne(Preference, { personId }));
  if (!found) return usual;
  const { language, zone, theme, shortcuts } = found;
  return { language: language ?? null, zone: zone ?? null, theme, shortcuts };
}

/** In place of those before. That he did is on record at home, what he likes is not. */
export async function prefer(store: Store, personId: string, wanted: Preferences): Promise<Preferences> {
  return store.as(await atHome(store, personId), async (door) => {
    await door.em.upsert(Preference, { personId, ...wanted });
    record(door, door.viewer.accountId, 'person', personId, 'preferences_set');
    return wanted;
  });
}
