import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
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
  await i18next.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: false,
    defaultNS: 'common',
    resources: {},
    // React escapes what it shows.
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  await speak(chosen() ?? preferred());
}

/** Goes on in another language. */
async function speak(language: Language): Promise<void> {
  const words = language === 'nl' ? (await import('./nl/index.ts')).nl : (await import('./en/index.ts')).en;
  for (const [area, texts] of Object.entries(words)) i18next.addResourceBundle(language, area, texts, true, true);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

/** Keeps the language for this browser, from before anybody is signed in. */
export async function choose(language: Language): Promise<void> {
  localStorage.setItem(kept, language);
  if (i18next.resolvedLanguage !== language) await speak(language);
}

/** Goes on in the language that the browser asks for. */
export function forget(): Promise<void> {
  localStorage.removeItem(kept);
  return speak(preferred());
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
