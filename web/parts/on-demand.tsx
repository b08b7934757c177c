import { type ComponentType, lazy, type ReactElement, Suspense, useState } from 'react';

/** A button whose menu is loaded when it is asked for, and open by then. */
export function OnDemand({ button, menu }: { button: (open: () => void) => ReactElement; menu: () => ReactElement }) {
  const [wanted, setWanted] = useState(false);
  const plain = button(() => setWanted(true));
  return wanted ? <Suspense fallback={plain}>{menu()}</Suspense> : plain;
}

/** What opens over a page is loaded then, with the styles that the page itself can do without. */
export const overlay = <Props,>(load: () => Promise<{ readonly default: ComponentType<Props> }>) =>
  lazy(async () => (await Promise.all([load(), import('../shell/all-styles.ts')]))[0]);
