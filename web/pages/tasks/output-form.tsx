import { Checkbox, NativeSelect, NumberInput, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { spaced } from './values.tsx';

type Schema = { readonly [key: string]: unknown };
export type Output = { readonly [field: string]: unknown };

/** Fields that the completion of a task must hand back. */
export const outputFields = (schema: Schema | null): [string, Schema][] =>
  Object.entries((schema?.properties ?? {}) as Record<string, Schema>);

const isRequired = (schema: Schema | null, name: string) => ((schema?.required ?? []) as string[]).includes(name);

type Props = {
  readonly schema: Schema | null;
  readonly output: Output;
  /** What the API finds fault with, by field. */
  readonly faults: ReadonlyMap<string, string>;
  readonly onChange: (output: Output) => void;
};

/** What came of the task, as its template asks for it. */
export function OutputForm({ schema, output, faults, onChange }: Props) {
  return (
    <Stack gap="sm">
      {outputFields(schema).map(([name, field], index) => (
        <OutputField
          key={name}
          name={name}
          schema={field}
          required={isRequired(schema, name)}
          value={output[name]}
          error={faults.get(name)}
          first={index === 0}
          onChange={(value) => onChange({ ...output, [name]: value })}
        />
      ))}
    </Stack>
  );
}

type FieldProps = {
  readonly name: string;
  readonly schema: Schema;
  readonly required: boolean;
  readonly value: unknown;
  readonly error: string | undefined;
  readonly first: boolean;
  readonly onChange: (value: unknown) => void;
};

function OutputField({ name, schema, required, value, error, first, onChange }: FieldProps) {
  const { t } = useTranslation('tasks');
  const label = (schema.title as string | undefined) ?? spaced(name);
  const common = {
    label: required ? label : t('optional', { name: label }),
    description: schema.description as string | undefined,
    error,
    required,
    withAsterisk: false,
    ...(first ? { 'data-autofocus': true, autoFocus: true } : {}),
  };
  if (Array.isArray(schema.enum)) {
    const options = schema.enum.map((one) => ({ value: String(one), label: spaced(String(one)) }));
    return (
      <NativeSelect
        {...common}
        data={[{ value: '', label: '–' }, ...options]}
        value={String(value ?? '')}
        onChange={({ currentTarget }) => onChange(currentTarget.value || undefined)}
      />
    );
  }
  if (schema.type === 'boolean') {
    return (
      <Checkbox
        {...common}
        required={false}
        checked={value === true}
        onChange={({ currentTarget }) => onChange(currentTarget.checked)}
      />
    );
  }
  if (schema.type === 'number' || schema.type === 'integer') {
    return (
      <NumberInput
        {...common}
        value={(value as number | undefined) ?? ''}
        onChange={(one) => onChange(one === '' ? undefined : Number(one))}
      />
    );
  }
  const type = schema.format === 'date' ? 'date' : 'text';
  return (
    <TextInput
      {...common}
      type={type}
      value={(value as string | undefined) ?? ''}
      onChange={({ currentTarget }) => onChange(currentTarget.value || undefined)}
    />
  );
}
