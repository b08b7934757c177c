import { defineEntity, p } from '@mikro-orm/postgresql';

export const viewPages = ['inbox', 'processes'] as const;
export const languages = ['en', 'nl'] as const;
export const themes = ['light', 'dark', 'auto'] as const;

const SavedViewSchema = defineEntity({
  name: 'SavedView',
  properties: {
    personId: p.uuid().primary(),
    name: p.string().primary(),
    page: p.enum(viewPages),
    /** As it stands in the address. */
    query: p.string(),
    savedAt: p.datetime(),
  },
});
/** A list as somebody has narrowed it down; his own, whichever account he acts in. */
export class SavedView extends SavedViewSchema.class {}
SavedViewSchema.setClass(SavedView);

const PreferenceSchema = defineEntity({
  name: 'Preference',
  properties: {
    personId: p.uuid().primary(),
    /** Null, as with the zone: what his browser says. */
    language: p.enum(languages).nullable(),
    zone: p.string().nullable(),
    theme: p.enum(themes),
    shortcuts: p.boolean(),
  },
});
/** How somebody has everything shown to him, in every browser. */
export class Preference extends PreferenceSchema.class {}
PreferenceSchema.setClass(Preference);
