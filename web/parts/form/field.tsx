import {
  Autocomplete,
  Checkbox,
  Group,
  JsonInput,
  NumberInput,
  Radio,
  Select,
  TagsInput,
  TextInput,
} from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { sitesQuery } from '../../client/places.ts';
import { useFormat } from '../format.ts';
import { useNames } from '../names.ts';
import { useNow } from '../now.ts';
import { PersonPicker } from '../person-picker.tsx';
import type { Field, Value } from './fields.ts';

type Props = {
  readonly account: string;
  readonly field: Field;
  readonly value: Value;
  readonly error: string | undefined;
  readonly onChange: (value: Value) => void;
};

/** One field of the input, as its schema asks for it. */
export function InputField({ account, field, value, error, onChange }: Props) {
  const names = useNames();
  const { t } = useTranslation('form');
  const label = names.field(field);
  const common = {
    id: fieldId(field.name),
    label: field.required ? label : `${label} (${t('optional')})`,
    description: field.description,
    error,
    // Said in words where it is not; a star would have to be explained.
    withAsterisk: false,
    required: field.required,
  };
  const choices = field.options.map((option) => ({ value: option, label: names.choice(option) }));
  const text = (value as string | undefined) ?? '';
  switch (field.kind) {
    case 'person':
      return (
        <PersonPicker
          {...common}
          account={account}
          value={text || null}
          onChange={(id) => onChange(id ?? '')}
          clearable={!field.required}
          telling
        />
      );
    case 'date':
      return <DateField {...common} value={text} onChange={onChange} />;
    case 'site':
      return <SiteField account={account} {...common} value={text} onChange={onChange} />;
    case 'choice':
      if (choices.length > 5)
        return <Select {...common} data={choices} value={text || null} onChange={(one) => onChange(one ?? '')} />;
      return (
        <Radio.Group {...common} value={text} onChange={onChange}>
          <Group gap="md" mt={6}>
            {choices.map((one) => (
              <Radio key={one.value} {...one} />
            ))}
            {!field.required && <Radio value="" label={t('none')} />}
          </Group>
        </Radio.Group>
      );
    case 'choices':
      return (
        <Checkbox.Group {...common} required={false} value={(value as string[] | undefined) ?? []} onChange={onChange}>
          <Group gap="md" mt={6}>
            {choices.map((one) => (
              <Checkbox key={one.value} {...one} />
            ))}
          </Group>
        </Checkbox.Group>
      );
    case 'list':
      return (
        <TagsInput
          {...common}
          required={false}
          description={t('listHint')}
          value={(value as string[] | undefined) ?? []}
          onChange={onChange}
          acceptValueOnBlur
        />
      );
    case 'flag':
      return (
        <Checkbox
          {...common}
          required={false}
          checked={value === true}
          onChange={({ currentTarget }) => onChange(currentTarget.checked)}
        />
      );
    case 'number':
      return (
        <NumberInput
          {...common}
          min={field.least}
          max={field.most}
          value={(value as number | undefined) ?? ''}
          onChange={(one) => onChange(one === '' ? undefined : Number(one))}
        />
      );
    case 'json':
      return <JsonInput {...common} description={t('jsonHint')} autosize value={text} onChange={onChange} />;
    case 'text':
      return <TextInput {...common} value={text} onChange={({ currentTarget }) => onChange(currentTarget.value)} />;
  }
}

export const fieldId = (name: string) => `input-${name}`;

type Common = {
  readonly id: string;
  readonly label: string;
  readonly error: string | undefined;
  readonly required: boolean;
  readonly value: string;
  readonly onChange: (value: string) => void;
};

/** The browser's own field of dates: written, spoken and chosen as one is used to. */
function DateField({ value, onChange, ...props }: Common) {
  const format = useFormat();
  const away = format.awayDay(value, useNow());
  return (
    <TextInput
      {...props}
      type="date"
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
      // Without it browsers take years of six digits.
      max="9999-12-31"
      description={away === '' ? undefined : `${format.day(value)}, ${away}`}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
    />
  );
}

function SiteField({ account, ...props }: Common & { readonly account: string }) {
  const { data: sites = [] } = useQuery(sitesQuery(account));
  return <Autocomplete {...props} data={[...new Set(sites.map(({ name }) => name))]} autoComplete="off" />;
}
