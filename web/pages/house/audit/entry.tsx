import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../parts/format.ts';
import { Changes } from './changes.tsx';
import type { Entry } from './queries.ts';
import { Sentence } from './sentence.tsx';

type Props = {
  readonly account: string;
  readonly entry: Entry;
  readonly open: boolean;
  readonly onToggle: (open: boolean) => void;
};

/** One entry as a sentence; opened, what it changed. */
export function EntryRow({ account, entry, open, onToggle }: Props) {
  const { t } = useTranslation(['house', 'common']);
  const format = useFormat();
  const id = useId();
  return (
    <li data-open={open}>
      <button
        type="button"
        className="audit-toggle"
        aria-expanded={open}
        aria-controls={id}
        aria-label={t(open ? 'audit.close' : 'audit.open', { at: format.dateTime(entry.at) })}
        onClick={() => onToggle(!open)}
      >
        <span aria-hidden="true">{open ? '▾' : '▸'}</span>
      </button>
      <time dateTime={entry.at} title={entry.at}>
        {format.dateTime(entry.at)}
      </time>
      <div className="audit-said">
        <Sentence account={account} entry={entry} />
      </div>
      {open && (
        <div id={id} className="audit-more">
          <Changes account={account} entry={entry} />
        </div>
      )}
    </li>
  );
}
