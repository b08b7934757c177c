import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useNames } from '../../../parts/names.ts';
import { ProblemPage } from '../../../parts/problem.tsx';
import { SkeletonRows } from '../../../parts/skeleton.tsx';
import { useTitle } from '../../../parts/title.ts';
import { LinkText } from '../links.tsx';
import { templateQuery } from '../queries.ts';
import { StartForm } from './start-form.tsx';
import '../processes.css';
import './start.css';

const route = getRouteApi('/app/a/$account/start/$template');

/** Starting one process. */
export function StartPage() {
  const { t } = useTranslation('processes');
  const names = useNames();
  const { account, template: name } = route.useParams();
  const { zoom = 'fit' } = route.useSearch();
  const navigate = route.useNavigate();
  const { data: template, error } = useQuery(templateQuery(account, name));
  const title = template ? names.title(template.title) : t('start.one');
  useTitle(title);
  if (error && !template) return <ProblemPage error={error} />;
  return (
    <div className="page wide">
      <nav className="crumbs" aria-label={t('crumbs')}>
        <Link to="/a/$account/start" params={{ account }}>
          {t('start.choose')}
        </Link>
      </nav>
      <header className="page-head">
        <h1>{title}</h1>
        <div className="actions">
          <LinkText to="/a/$account/start/$template/many" params={{ account, template: name }} size="sm">
            {t('start.many')}
          </LinkText>
        </div>
      </header>
      {template ? (
        <StartForm
          key={name}
          account={account}
          template={template}
          zoom={zoom}
          onZoom={(to) => void navigate({ search: { zoom: to === 'fit' ? undefined : to }, replace: true })}
        />
      ) : (
        <SkeletonRows />
      )}
    </div>
  );
}
