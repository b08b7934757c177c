import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useMembership } from '../../client/me.ts';
import { Wide } from '../../parts/wide.tsx';
import type { Place } from './place.ts';
import { graphQuery, seesDesign } from './queries.ts';
import { type Field, fieldsOf } from './schema.ts';

/** What is asked for when a process is started. */
export function InputView(place: Place) {
  const { template, hash } = place;
  return seesDesign(useMembership(place.account)) && hash !== template.hash ? (
    <InputOfVersion {...place} />
  ) : (
    <InputTable schema={template.input} anchor={template.anchor} example={template.example} />
  );
}

function InputOfVersion({ account, name, hash }: Place) {
  const { data } = useSuspenseQuery(graphQuery(account, name, hash));
  return <InputTable schema={data.input} anchor={data.anchor} />;
}

type Props = {
  readonly schema: Record<string, unknown>;
  readonly anchor: string | null;
  readonly example?: Record<string, unknown>;
};

function InputTable({ schema, anchor, example }: Props) {
  const { t } = useTranslation('templates');
  const words = useTypeWords();
  return (
    <>
      <p className="quiet template-lead">{t('input.lead')}</p>
      <Wide label={t('view.input')}>
        <table className="plain">
          <caption className="visually-hidden">{t('view.input')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('input.field')}</th>
              <th scope="col">{t('input.is')}</th>
              <th scope="col">{t('input.needed')}</th>
              {example && <th scope="col">{t('input.example')}</th>}
            </tr>
          </thead>
          <tbody>
            {fieldsOf(schema).map((field) => (
              <tr key={field.name}>
                <th scope="row">
                  <code>{field.name}</code>
                </th>
                <td>
                  {words(field)}
                  {field.name === anchor && <div className="quiet">{t('input.anchor')}</div>}
                  {field.description && <div className="quiet">{field.description}</div>}
                </td>
                <td>{t(field.required ? 'input.required' : 'input.optional')}</td>
                {example && <td>{written(example[field.name])}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </>
  );
}

function useTypeWords() {
  const { t } = useTranslation('templates');
  const words = ({ type, values, items }: Pick<Field, 'type' | 'values' | 'items'>): string => {
    if (values) return t('input.oneOf', { values: values.join(', ') });
    if (items) return t('input.listOf', { items: words(items) });
    return t(`input.type.${type}`);
  };
  return words;
}

function written(value: unknown): string {
  if (value === undefined) return '';
  if (Array.isArray(value)) return value.map(written).join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
