import i18next, { type BackendModule, type ResourceKey } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { type Area, catalogue } from './catalogue.ts';
import type { en } from './en/index.ts';

export const languages = { en: 'English', nl: 'Nederlands' } as const;
export type Language = keyof typeof languages;

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: typeof en;
  }
}

/** The same words in another language: every key, nothing else. */
export type Translated<Words> = {
  readonly [Key in keyof Words]: Words[Key] extends string ? string : Translated<Words[Key]>;
};

/** Puts the language in place that was chosen, or that the browser asks for. */
export async function startWords(): Promise<void> {
  const language = chosen() ?? preferred();
  document.documentElement.lang = language;
  await i18next
    .use(initReactI18next)
    .use(backend)
    .init({
      lng: language,
      fallbackLng: false,
      ns: ['common'],
      defaultNS: 'common',
      // React escapes what it shows.
      interpolation: { escapeValue: false },
      returnNull: false,
    });
}

/** Loads words of areas before a page asks for them. */
export const fetchWords = (...areas: Area[]): Promise<void> => i18next.loadNamespaces(areas);

const backend: BackendModule = {
  type: 'backend',
  callbackApi: true,
  init: () => {},
  read: (language, area, done) => {
    const load: () => Promise<Record<string, ResourceKey>> = catalogue[language as Language][area as Area];
    load().then(
      (words) => done(null, words[area]),
      // Tried again some times.
      (error: Error) => done(error, true),
    );
  },
};

/** Keeps the language for this browser, from before anybody is signed in. */
export async function choose(language: Language): Promise<void> {
  localStorage.setItem(kept, language);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

const kept = 'accord.language';
const isLanguage = (name: string | null): name is Language => name !== null && name in languages;

function chosen(): Language | undefined {
  const name = localStorage.getItem(kept);
  return isLanguage(name) ? name : undefined;
}

function preferred(): Language {
  return navigator.languages.map((name) => name.slice(0, 2)).find(isLanguage) ?? 'en';
}
