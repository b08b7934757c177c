import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

/** To a task as the account sees it. */
export function TaskLink({ account, id, children }: { account: string; id: string; children: ReactNode }) {
  return (
    <Link to="/a/$account/tasks/$task" params={{ account, task: id }} data-row className="row-link">
      {children}
    </Link>
  );
}
