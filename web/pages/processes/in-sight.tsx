import { useVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, useState } from 'react';

type Rows = { readonly count: number; readonly height: number; readonly keyOf: (index: number) => string | number };

/** Which rows of a table are in sight, of however many, and how much room those before and after them take. */
export function useRowsInSight({ count, height, keyOf }: Rows) {
  const table = useRef<HTMLTableElement>(null);
  const [top, setTop] = useState(0);
  // What stands above the rows comes and goes, and its height depends on the window.
  useLayoutEffect(() => {
    const content = document.getElementById('content');
    if (!table.current || !content) return;
    const { top: from } = content.getBoundingClientRect();
    setTop(Math.round(table.current.getBoundingClientRect().top - from + content.scrollTop));
  });
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => document.getElementById('content'),
    estimateSize: () => height,
    getItemKey: keyOf,
    scrollMargin: top,
    overscan: 10,
  });
  const seen = virtual.getVirtualItems();
  const [first, last] = [seen[0], seen.at(-1)];
  return {
    table,
    seen,
    last: last?.index ?? 0,
    before: first ? first.start - top : 0,
    after: last ? virtual.getTotalSize() - (last.end - top) : 0,
    measure: virtual.measureElement,
  };
}

/** In place of rows that are out of sight. */
export function OutOfSight({ height, columns }: { height: number; columns: number }) {
  if (height <= 0) return null;
  return (
    <tbody aria-hidden="true">
      <tr className="space">
        <td colSpan={columns} style={{ height }} />
      </tr>
    </tbody>
  );
}
