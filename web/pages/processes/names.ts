import { useTranslation } from 'react-i18next';
import { capital, spaced } from '../../parts/names.ts';
import type { Field } from './start/fields.ts';

/** How fields, choices and roles of templates are called: templates name them for programs. */
export function useNames() {
  const { t, i18n } = useTranslation('processes');
  const known = (kind: 'field' | 'choice' | 'role', name: string) => {
    const key = `${kind}.${name}`;
    return i18n.exists(key, { ns: 'processes' }) ? t(key as 'field.person') : undefined;
  };
  return {
    field: ({ name, title }: Pick<Field, 'name' | 'title'>) => title ?? known('field', name) ?? spaced(name),
    choice: (name: string) => known('choice', name) ?? spaced(name),
    role: (name: string) => known('role', name) ?? capital(name),
    title: capital,
  };
}
