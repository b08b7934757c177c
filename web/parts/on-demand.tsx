import { type ReactElement, Suspense, useState } from 'react';

/** A button whose menu is loaded when it is asked for, and open by then. */
export function OnDemand({ button, menu }: { button: (open: () => void) => ReactElement; menu: () => ReactElement }) {
  const [wanted, setWanted] = useState(false);
  const plain = button(() => setWanted(true));
  return wanted ? <Suspense fallback={plain}>{menu()}</Suspense> : plain;
}
