import { Alert, Text } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { isGone } from '../../../client/problem.ts';
import { faultsElsewhere } from '../../../parts/form/faults.ts';
import { NotHere } from '../../../parts/not-here.tsx';
import { ProblemNote, Sentence } from '../../../parts/problem.tsx';
import { SkeletonRows } from '../../../parts/skeleton.tsx';
import { useTitle } from '../../../parts/title.ts';
import { useWords } from './data.ts';
import '../trade.css';

/** A page with its name, where it belongs, and what can be done on it. */
export function Page({ title, parent, state, actions, children }: PageProps) {
  const { t } = useWords();
  useTitle(title);
  return (
    <div className="page trade">
      <div className="page-head">
        <div className="trade-title">
          {parent && <nav aria-label={t('above')}>{parent}</nav>}
          <h1>{title}</h1>
        </div>
        {state}
        {actions && <div className="actions">{actions}</div>}
      </div>
      {children}
    </div>
  );
}
type PageProps = {
  readonly title: string;
  readonly parent?: ReactNode;
  readonly state?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
};

/** What was read, once it is there. */
export function Shown<Data>({ of, rows, children }: ShownProps<Data>) {
  if (of.data !== undefined) return children(of.data);
  if (of.error) return <ProblemNote error={of.error} again={() => void of.refetch()} />;
  return <SkeletonRows rows={rows ?? 6} />;
}
type ShownProps<Data> = {
  readonly of: UseQueryResult<Data>;
  readonly rows?: number;
  readonly children: (data: Data) => ReactNode;
};

/** The same for a whole page, whose record may be gone. */
export function ShownPage<Data>({ of, children }: ShownProps<Data>) {
  if (of.data !== undefined && !isGone(of.error)) return children(of.data);
  if (isGone(of.error)) return <NotHere />;
  return (
    <div className="page">
      <Shown of={of}>{children}</Shown>
    </div>
  );
}

/** Says in a form what was refused; what belongs to a field stands beside it. */
export function Refusal({ error, fields = [] }: { error: unknown; fields?: readonly string[] }) {
  if (!error) return null;
  const elsewhere = faultsElsewhere(error, fields);
  return (
    <Alert color="red" variant="light" role="alert" p="sm">
      <Text size="sm">
        <Sentence error={error} />
      </Text>
      {elsewhere.length > 0 && (
        <ul className="trade-faults" lang="en">
          {elsewhere.map((fault) => (
            <li key={fault}>{fault}</li>
          ))}
        </ul>
      )}
    </Alert>
  );
}

/** Words and values, beside each other; `children` are facts. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className="trade-facts">{children}</dl>;
}

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** A state by a mark and a word. */
export function State({ kind, children }: { kind: 'fine' | 'soon' | 'late' | 'quiet'; children: ReactNode }) {
  return (
    <span className={`trade-state ${kind}`}>
      <span aria-hidden="true" className="mark" />
      {children}
    </span>
  );
}
