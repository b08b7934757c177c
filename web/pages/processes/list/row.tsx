import { Link } from '@tanstack/react-router';
import { memo, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../parts/format.ts';
import { useNames } from '../../../parts/names.ts';
import { useNow } from '../../../parts/now.ts';
import { ProgressBar } from '../progress.tsx';
import type { Process } from '../queries.ts';
import { Standing } from '../standing.tsx';

type Props = {
  readonly account: string;
  readonly process: Process;
  readonly index: number;
  readonly ref: Ref<HTMLTableRowElement>;
};

export const ProcessRow = memo(function ProcessRow({ account, process, index, ref }: Props) {
  const { t } = useTranslation('processes');
  const names = useNames();
  const format = useFormat();
  const now = useNow();
  const { id, subject, title, anchor, progress, confidential, status, completionReason } = process;
  return (
    <tr ref={ref} data-index={index} aria-rowindex={index + 2}>
      <th scope="row">
        <Link to="/a/$account/processes/$process" params={{ account, process: id }} data-row className="row-link">
          {subject.name}
        </Link>
        <div className="quiet">
          {names.title(kindOf(title, subject.name))}
          {confidential && ` · ${t('confidential')}`}
        </div>
      </th>
      <td>
        {anchor ? (
          <>
            <span className="nowrap">{format.day(anchor)}</span>
            {status !== 'completed' && <div className="quiet">{format.awayDay(anchor, now)}</div>}
          </>
        ) : (
          <span className="quiet">–</span>
        )}
      </td>
      <td>
        {/* What was called off counts as done, which nobody would say of it. */}
        {completionReason === 'withdrawn' ? <span className="quiet">–</span> : <ProgressBar progress={progress} />}
      </td>
      <td>
        <Standing process={process} />
      </td>
    </tr>
  );
});

/** The title without the name, which stands above it. */
const kindOf = (title: string, name: string) => title.replace(`: ${name}`, '');
