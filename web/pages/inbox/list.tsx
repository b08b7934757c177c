import { Checkbox } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, memo, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { AccountBadge } from '../../parts/account.tsx';
import { NextTarget, Overdue } from '../../parts/target.tsx';
import { idOf, type Row } from './rows.ts';

type Props = {
  readonly rows: readonly Row[];
  /** How many rows there are, where there are more than were read. */
  readonly more: boolean;
  readonly onEnd: () => void;
  readonly active: string | undefined;
  readonly chosen: ReadonlySet<string>;
  readonly onActive: (row: Row) => void;
  readonly onOpen: (row: Row) => void;
  readonly onChoose: (row: Row) => void;
  readonly onKey: (event: KeyboardEvent) => void;
};

/** The rows that are in sight, of however many; one tab stop, arrows within. */
export function InboxList({ rows, more, onEnd, active, chosen, onActive, onOpen, onChoose, onKey }: Props) {
  const { t } = useTranslation('inbox');
  const frame = useRef<HTMLDivElement>(null);
  const narrow = useMediaQuery('(max-width: 900px)', false, { getInitialValueInEffect: false });
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => (narrow ? narrowHeight : rowHeight),
    getItemKey: (index) => idOf(rows[index] as Row),
    overscan: 12,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured anew when rows have another height.
  useEffect(() => virtual.measure(), [virtual, narrow]);
  const seen = virtual.getVirtualItems();
  const last = seen.at(-1)?.index ?? 0;
  useEffect(() => {
    if (more && last >= rows.length - 60) onEnd();
  }, [more, last, rows.length, onEnd]);
  const at = rows.findIndex((row) => idOf(row) === active);
  const found = at >= 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever scrolls on is not called back because rows above come and go.
  useEffect(() => {
    if (found) virtual.scrollToIndex(at, { align: 'auto' });
  }, [active, found, virtual]);

  return (
    <div
      ref={frame}
      className="inbox-list"
      role="grid"
      tabIndex={0}
      onKeyDown={onKey}
      aria-label={t('title')}
      aria-rowcount={more ? -1 : rows.length}
      aria-multiselectable="true"
      aria-activedescendant={at >= 0 ? domId(rows[at] as Row) : undefined}
    >
      <div style={{ height: virtual.getTotalSize(), position: 'relative' }} role="presentation">
        {seen.map(({ index, start, key }) => {
          const row = rows[index] as Row;
          const id = idOf(row);
          return (
            <InboxRow
              key={key}
              row={row}
              index={index}
              top={start}
              active={id === active}
              chosen={chosen.has(id)}
              onActive={onActive}
              onOpen={onOpen}
              onChoose={onChoose}
            />
          );
        })}
      </div>
    </div>
  );
}

type RowProps = Pick<Props, 'onActive' | 'onOpen' | 'onChoose'> & {
  readonly row: Row;
  readonly index: number;
  readonly top: number;
  readonly active: boolean;
  readonly chosen: boolean;
};

const InboxRow = memo(function InboxRow({ row, index, top, active, chosen, onActive, onOpen, onChoose }: RowProps) {
  const { t } = useTranslation(['inbox', 'common']);
  const { task, account, part, approval } = row;
  const hat = approval ? t('hat.approver') : part === 'mine' ? t('hat.mine') : t('hat.team', { team: task.team ?? '' });
  const open = () => {
    onActive(row);
    onOpen(row);
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are the grid's, which has the focus.
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus and names its active row.
    <div
      id={domId(row)}
      role="row"
      className="inbox-row"
      aria-rowindex={index + 1}
      aria-selected={chosen}
      data-active={active}
      style={{ transform: `translateY(${top}px)` }}
      onClick={open}
    >
      <span role="gridcell" tabIndex={-1} className="inbox-tick">
        <Checkbox
          size="xs"
          tabIndex={-1}
          checked={chosen}
          aria-label={t('choose', { title: task.title })}
          onClick={(event) => event.stopPropagation()}
          onChange={() => onChoose(row)}
        />
      </span>
      <span role="gridcell" tabIndex={-1} className="inbox-what">
        <span className="inbox-title">
          {task.title}
          {task.forPerson && <span className="inbox-person"> · {task.forPerson}</span>}
        </span>
        <span className="inbox-about quiet">
          <span className="inbox-from">
            <AccountBadge handle={account.handle} name={account.name} /> · {hat} ·{' '}
          </span>
          {[task.process, task.owner.handle === account.handle ? '' : t('for', { name: task.owner.name })]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </span>
      <span role="gridcell" tabIndex={-1} className="inbox-status" data-status={task.status}>
        {t(`common:status.${task.status}`)}
      </span>
      <span role="gridcell" tabIndex={-1} className="inbox-hat">
        <AccountBadge handle={account.handle} name={account.name} />
        <span className="quiet">{hat}</span>
      </span>
      <span role="gridcell" tabIndex={-1} className="inbox-target">
        <NextTarget account={account.handle} task={task} />
        <Overdue account={account.handle} task={task} />
      </span>
    </div>
  );
});

/** As in inbox.css. */
const rowHeight = 56;
const narrowHeight = 80;
const domId = (row: Row) => `row-${idOf(row).replace('/', '-')}`;
