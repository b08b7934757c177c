import './templates.css';
import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { GraphView } from './graph-view.tsx';
import { templateQuery } from './queries.ts';

const route = getRouteApi('/app/a/$account/templates/$name');

export function TemplatePage() {
  const { account, name } = route.useParams();
  const search = route.useSearch();
  const { data: template } = useSuspenseQuery(templateQuery(account, name));
  return (
    <div className="page">
      <h1>{template.title}</h1>
      <GraphView account={account} name={name} hash={search.version ?? template.hash} search={search} />
    </div>
  );
}
