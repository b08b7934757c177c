import './templates.css';
import { Anchor, NativeSelect } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Suspense, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { hasRole, useMembership } from '../../client/me.ts';
import { SkeletonRows } from '../../parts/skeleton.tsx';
import { useTitle } from '../../parts/title.ts';
import { type Command, useCommands } from '../../shell/commands.ts';
import { CompareView } from './compare-view.tsx';
import { useVersionOptions } from './facts.tsx';
import { GraphView } from './graph-view.tsx';
import { InputView } from './input-view.tsx';
import { PlanView } from './plan-view.tsx';
import { seesDesign, seesPlan, templateQuery, versionsQuery } from './queries.ts';
import type { TemplateSearch, View } from './routes.ts';
import { useGo } from './use-go.ts';
import { VersionsView } from './versions-view.tsx';

const route = getRouteApi('/app/a/$account/templates/$name');

/** One template: how it is made, when everything would happen, what runs by which version, what changed. */
export function TemplatePage() {
  const { t } = useTranslation('templates');
  const { account, name } = route.useParams();
  const search = route.useSearch();
  const membership = useMembership(account);
  const { data: template } = useSuspenseQuery(templateQuery(account, name));
  const { data: versions } = useSuspenseQuery(versionsQuery(account, name));
  const options = useVersionOptions(versions);
  const go = useGo();
  const views: readonly View[] = [
    ...(seesDesign(membership) ? (['graph'] as const) : []),
    ...(seesPlan(membership) ? (['plan'] as const) : []),
    'versions',
    ...(seesDesign(membership) ? (['compare'] as const) : []),
    'input',
  ];
  const view = search.view && views.includes(search.view) ? search.view : (views[0] as View);
  const hash = search.version ?? template.hash;
  const ofVersion = seesDesign(membership) && (view === 'graph' || view === 'input');
  useTitle(`${template.title} · ${t(`view.${view}`)}`);
  useViewCommands(views, go);
  const place = { account, name, hash, template, versions, search };
  return (
    <div className="page">
      <nav className="template-back" aria-label={t('back')}>
        <Link to="/a/$account/templates" params={{ account }}>
          {t('title')}
        </Link>
      </nav>
      <header className="page-head">
        <h1>{template.title}</h1>
        <div className="actions">
          {ofVersion && (
            <NativeSelect
              size="xs"
              aria-label={t('version.label')}
              data={options}
              value={hash}
              onChange={({ currentTarget: { value } }) => go({ version: value, step: undefined })}
            />
          )}
          {membership && hasRole(membership, 'specialist', 'account_admin') && (
            <Link to="/a/$account/start/$template" params={{ account, template: name }}>
              {t('start')}
            </Link>
          )}
        </div>
      </header>
      <nav className="template-views" aria-label={t('views')}>
        {views.map((one) => (
          <Link
            key={one}
            to="/a/$account/templates/$name"
            params={{ account, name }}
            search={{ ...search, view: one, step: undefined }}
            aria-current={one === view ? 'page' : undefined}
          >
            {t(`view.${one}`)}
          </Link>
        ))}
      </nav>
      {ofVersion && hash !== template.hash && (
        <p className="quiet">
          {t('version.older')}{' '}
          <Anchor component="button" type="button" onClick={() => go({ version: undefined, step: undefined })}>
            {t('version.toCurrent')}
          </Anchor>
        </p>
      )}
      <Suspense fallback={<SkeletonRows rows={8} />}>
        {view === 'graph' && <GraphView {...place} />}
        {view === 'plan' && <PlanView {...place} />}
        {view === 'versions' && <VersionsView {...place} />}
        {view === 'compare' && <CompareView {...place} />}
        {view === 'input' && <InputView {...place} />}
      </Suspense>
    </div>
  );
}

/** `v` and the letter of the view. */
function useViewCommands(views: readonly View[], go: (change: TemplateSearch) => void) {
  const { t } = useTranslation('templates');
  const there = views.join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: which views there are decides, not the list they come in.
  const commands = useMemo<Command[]>(
    () =>
      views.map((view) => ({
        id: `view-${view}`,
        label: t('show', { view: t(`view.${view}`) }),
        group: t('views'),
        keys: `v ${view === 'compare' ? 'd' : view.slice(0, 1)}`,
        run: () => go({ view, step: undefined }),
      })),
    [there, t],
  );
  useCommands(commands);
}
