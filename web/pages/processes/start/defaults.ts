import type { Field, Value, Values } from '../../../parts/form/fields.ts';

/** What a form begins with; `example` is the template's own. */
export function defaultsOf(
  fields: readonly Field[],
  example: { readonly [field: string]: unknown },
  anchor: string | null,
): Values {
  const day = anchor ?? fields.find(({ kind }) => kind === 'date')?.name;
  const begin = ({ name, kind, required }: Field): Value => {
    const shown = example[name];
    switch (kind) {
      case 'date':
        return name === day ? plainDate(firstMonday()) : '';
      case 'choice':
        return required ? ((shown as string | undefined) ?? '') : '';
      case 'choices':
        return Array.isArray(shown) ? shown.map(String) : [];
      case 'list':
        return [];
      case 'flag':
        return required ? shown === true : undefined;
      case 'number':
        return required && typeof shown === 'number' ? shown : undefined;
      default:
        return '';
    }
  };
  return Object.fromEntries(fields.map((field) => [field.name, begin(field)]));
}

/** The first Monday that is four weeks ahead or more: most of what a start needs can be had by then. */
function firstMonday(): Date {
  const day = new Date();
  day.setDate(day.getDate() + 28);
  day.setDate(day.getDate() + ((8 - day.getDay()) % 7));
  return day;
}

const two = (part: number) => String(part).padStart(2, '0');
const plainDate = (day: Date) => `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
