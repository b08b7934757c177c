import { useTranslation } from 'react-i18next';
import type { Field } from './form/fields.ts';

/** How fields, choices and roles of templates are called: templates name them for programs. */
export function useNames() {
  const { t, i18n } = useTranslation('form');
  const known = (kind: 'field' | 'choice' | 'role', name: string) => {
    const key = `${kind}.${name}`;
    return i18n.exists(key, { ns: 'form' }) ? t(key as 'field.person') : undefined;
  };
  return {
    field: ({ name, title }: Pick<Field, 'name' | 'title'>) => title ?? known('field', name) ?? spaced(name),
    choice: (name: string) => known('choice', name) ?? spaced(name),
    role: (name: string) => known('role', name) ?? capital(name),
    title: capital,
  };
}

/** "homeAddress" as "Home address". */
export const spaced = (name: string) =>
  capital(name.replace(/([a-z\d])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`));

export const capital = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1);
