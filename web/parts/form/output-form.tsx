import { Stack } from '@mantine/core';
import { useEffect } from 'react';
import { fieldId, InputField } from './field.tsx';
import { type Field, fieldsOf, type Values } from './fields.ts';

/** What the completion of a task must hand back. */
export const outputFields = (schema: object | null): readonly Field[] =>
  schema ? fieldsOf(schema as { readonly [key: string]: unknown }) : [];

type Props = {
  readonly account: string;
  readonly fields: readonly Field[];
  readonly output: Values;
  /** What the API finds fault with, by field. */
  readonly faults: ReadonlyMap<string, string>;
  readonly onChange: (output: Values) => void;
};

/** What came of the task, as its template asks for it. */
export function OutputForm({ account, fields, output, faults, onChange }: Props) {
  const first = fields[0]?.name;
  useEffect(() => {
    if (!first) return;
    const field = document.getElementById(fieldId(first));
    // Of a group of choices it names the whole, which takes no focus.
    (field?.matches('input, textarea, button') ? field : field?.querySelector<HTMLElement>('input'))?.focus();
  }, [first]);
  return (
    <Stack gap="sm">
      {fields.map((field) => (
        <InputField
          key={field.name}
          account={account}
          field={field}
          value={output[field.name]}
          error={faults.get(field.name)}
          onChange={(value) => onChange({ ...output, [field.name]: value })}
        />
      ))}
    </Stack>
  );
}
