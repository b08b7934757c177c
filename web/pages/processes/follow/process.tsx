import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useNames } from '../../../parts/names.ts';
import { ProblemPage } from '../../../parts/problem.tsx';
import { SkeletonRows } from '../../../parts/skeleton.tsx';
import { useTitle } from '../../../parts/title.ts';
import { processQuery, type WholeProcess } from '../queries.ts';
import { HaltedBanner } from './halted.tsx';
import { ProcessHead } from './head.tsx';
import { useProcessKeys } from './keys.ts';
import { StepList } from './step-list.tsx';
import { Timeline } from './timeline.tsx';
import { type View, views } from './views.ts';
import '../processes.css';
import './follow.css';

const route = getRouteApi('/app/a/$account/processes/$process');
const GraphView = lazy(() => import('../graph-view.tsx'));
const Story = lazy(() => import('./story.tsx'));

/** One process, looked at as one likes. */
export function ProcessPage() {
  const { t } = useTranslation('processes');
  const names = useNames();
  const { account, process: id } = route.useParams();
  const search = route.useSearch();
  const { view = 'timeline' } = search;
  const { data: process, error } = useQuery(processQuery(account, id));
  useTitle(process && names.title(process.title));
  useProcessKeys(account, id);
  if (error && !process) return <ProblemPage error={error} />;
  return (
    <div className="page wide">
      <nav className="crumbs" aria-label={t('crumbs')}>
        <Link to="/a/$account/processes" params={{ account }}>
          {t('title')}
        </Link>
      </nav>
      {process ? (
        <>
          <ProcessHead account={account} process={process} />
          <HaltedBanner account={account} process={process} />
          <nav className="tabs" aria-label={t('view.label')}>
            {views.map((one) => (
              <Link
                key={one}
                to="/a/$account/processes/$process"
                params={{ account, process: id }}
                search={{ ...search, view: one === 'timeline' ? undefined : one }}
                className="tab"
                activeOptions={{ exact: true }}
                aria-current={one === view ? 'page' : undefined}
              >
                {t(`view.${one}`)}
              </Link>
            ))}
          </nav>
          <Suspense fallback={<SkeletonRows />}>
            <Looked view={view} account={account} process={process} />
          </Suspense>
        </>
      ) : (
        <SkeletonRows rows={8} />
      )}
    </div>
  );
}

function Looked({ view, ...props }: { view: View; account: string; process: WholeProcess }) {
  switch (view) {
    case 'timeline':
      return <Timeline {...props} />;
    case 'graph':
      return <GraphView {...props} />;
    case 'list':
      return <StepList {...props} />;
    case 'story':
      return <Story {...props} />;
  }
}
