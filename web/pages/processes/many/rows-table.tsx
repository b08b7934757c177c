import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { Field } from '../../../parts/form/fields.ts';
import { useNames } from '../../../parts/names.ts';
import { OutOfSight, useRowsInSight } from '../in-sight.tsx';
import { LinkText } from '../links.tsx';
import type { Fault, Row } from './row.ts';

type Props = { account: string; rows: readonly Row[]; fields: readonly Field[] };

/** Every row as it was written, and what becomes of it; drawn are those in sight, of however many. */
export function RowsTable({ account, rows, fields }: Props) {
  const { t } = useTranslation('processes');
  const names = useNames();
  const { table, seen, before, after, measure } = useRowsInSight({
    count: rows.length,
    height: 39,
    keyOf: (index) => (rows[index] as Row).line,
  });
  const columns = fields.length + 2;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be scrolled by keys, too.
    <section className="table-scroll" aria-label={t('many.caption')} tabIndex={0}>
      <table
        className="plain many-rows"
        ref={table}
        aria-rowcount={rows.length + 1}
        style={{ minWidth: 380 + fields.reduce((sum, { kind }) => sum + (kind === 'person' ? 220 : 130), 0) }}
      >
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col" className="many-line">
              {t('many.line')}
            </th>
            <th scope="col" className="many-what">
              {t('many.what')}
            </th>
            {fields.map((field) => (
              <th key={field.name} scope="col" className={field.kind === 'person' ? 'many-person' : undefined}>
                {names.field(field)}
              </th>
            ))}
          </tr>
        </thead>
        <OutOfSight height={before} columns={columns} />
        <tbody>
          {seen.map(({ index, key }) => (
            <RowLine key={key} ref={measure} account={account} row={rows[index] as Row} index={index} fields={fields} />
          ))}
        </tbody>
        <OutOfSight height={after} columns={columns} />
      </table>
    </section>
  );
}

type LineProps = {
  readonly account: string;
  readonly row: Row;
  readonly index: number;
  readonly fields: readonly Field[];
  readonly ref: Ref<HTMLTableRowElement>;
};

function RowLine({ account, row, index, fields, ref }: LineProps) {
  return (
    <tr ref={ref} data-index={index} aria-rowindex={index + 2}>
      <th scope="row">{row.line}</th>
      <td className="many-what">
        <Outcome account={account} row={row} />
      </td>
      {fields.map(({ name }) => (
        <td key={name} className="clip nowrap" title={row.record[name]}>
          {row.record[name]}
        </td>
      ))}
    </tr>
  );
}

function Outcome({ account, row: { state, faults, late, process } }: { account: string; row: Row }) {
  const { t } = useTranslation('processes');
  const words = useFaultWords();
  const colour = { wrong: 'late', failed: 'late', 'has-one': 'soon', again: 'soon', started: 'fine' }[state as 'wrong'];
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
    if ('line' in fault) return t(`many.bad.${fault.bad}`, { line: fault.line });
    const { field, text } = fault;
    return t(`many.bad.${fault.bad}`, { field: names.field(field), text, options: field.options.join(', ') });
  };
}
