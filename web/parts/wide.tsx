import type { ReactNode } from 'react';

/** What may be wider than the window, such as a table: it is scrolled by itself, by keys as well. */
export function Wide({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no pointer must get to what is out of sight.
    <section className="table-scroll" aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
