import { useTranslation } from 'react-i18next';
import type { Field } from '../../../parts/form/fields.ts';
import { useNames } from '../../../parts/names.ts';
import { LinkText } from '../links.tsx';
import type { Fault, Row } from './row.ts';

type Props = { account: string; rows: readonly Row[]; fields: readonly Field[] };

/** Every row as it was written, and what becomes of it. */
export function RowsTable({ account, rows, fields }: Props) {
  const { t } = useTranslation('processes');
  const names = useNames();
  const shown = fields.filter(({ name }) => rows.some(({ record }) => record[name]));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be scrolled by keys, too.
    <section className="table-scroll" aria-label={t('many.caption')} tabIndex={0}>
      <table className="plain many-rows">
        <thead>
          <tr>
            <th scope="col">{t('many.line')}</th>
            <th scope="col">{t('many.what')}</th>
            {shown.map((field) => (
              <th key={field.name} scope="col">
                {names.field(field)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.line}>
              <th scope="row">{row.line}</th>
              <td className="many-what">
                <Outcome account={account} row={row} />
              </td>
              {shown.map(({ name }) => (
                <td key={name} className="clip nowrap">
                  {row.record[name]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Outcome({ account, row: { state, faults, late, process } }: { account: string; row: Row }) {
  const { t } = useTranslation('processes');
  const words = useFaultWords();
  const colour = { wrong: 'late', failed: 'late', 'has-one': 'soon', started: 'fine' }[state as 'wrong'];
  return (
    <>
      {process ? (
        <LinkText to="/a/$account/processes/$process" params={{ account, process: process.id }} size="sm">
          {t('many.state.started')}
        </LinkText>
      ) : (
        <span className={colour}>{t(`many.state.${state}`)}</span>
      )}
      {late && state === 'ready' && <span className="soon"> · {t('many.late')}</span>}
      {faults.map((fault) => (
        <div key={JSON.stringify(fault)}>{words(fault)}</div>
      ))}
    </>
  );
}

function useFaultWords() {
  const { t } = useTranslation('processes');
  const names = useNames();
  return (fault: Fault) => {
    if ('said' in fault) return fault.field ? `${names.field(fault.field)} ${fault.said}` : fault.said;
    if (fault.bad === 'twin') return t('many.bad.twin', { line: fault.line });
    const { field, text } = fault;
    return t(`many.bad.${fault.bad}`, { field: names.field(field), text, options: field.options.join(', ') });
  };
}
