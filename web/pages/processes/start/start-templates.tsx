import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMembership } from '../../../client/me.ts';
import { AccountBadge } from '../../../parts/account.tsx';
import { Empty } from '../../../parts/empty.tsx';
import { fieldsOf } from '../../../parts/form/fields.ts';
import { useNames } from '../../../parts/names.ts';
import { ProblemNote } from '../../../parts/problem.tsx';
import { SkeletonRows } from '../../../parts/skeleton.tsx';
import { useTitle } from '../../../parts/title.ts';
import { type Template, templatesQuery } from '../queries.ts';
import '../processes.css';
import './start.css';

const route = getRouteApi('/app/a/$account/start');

/** Which process to start. */
export function StartTemplates() {
  const { t } = useTranslation('processes');
  const { account } = route.useParams();
  const membership = useMembership(account);
  useTitle(t('start.choose'));
  const { data: templates, error, refetch } = useQuery(templatesQuery(account));
  return (
    <div className="page">
      <header className="page-head">
        <div>
          <h1>{t('start.choose')}</h1>
          {membership && <AccountBadge handle={account} name={membership.name} />}
        </div>
      </header>
      {error && <ProblemNote error={error} again={() => void refetch()} />}
      {!templates && !error && <SkeletonRows rows={4} height={72} />}
      {templates?.length === 0 && <Empty title={t('start.noTemplates')}>{t('start.noTemplatesHelp')}</Empty>}
      {templates && templates.length > 0 && (
        <ul className="process-cards">
          {templates.map((template) => (
            <Card key={template.name} account={account} template={template} />
          ))}
        </ul>
      )}
    </div>
  );
}

function Card({ account, template }: { account: string; template: Template }) {
  const { t } = useTranslation('processes');
  const names = useNames();
  const fields = fieldsOf(template.input);
  const said = (required: boolean) =>
    fields
      .filter((field) => field.required === required)
      .map((field) => names.field(field))
      .join(', ');
  const params = { account, template: template.name };
  return (
    <li className="process-card">
      <h2>
        <Link to="/a/$account/start/$template" params={params}>
          {names.title(template.title)}
        </Link>
      </h2>
      <dl>
        <dt>{t('start.takesPart')}</dt>
        <dd>{template.roles.map((role) => names.role(role)).join(', ')}</dd>
        <dt>{t('start.needs')}</dt>
        <dd>{said(true)}</dd>
        {said(false) && (
          <>
            <dt>{t('start.mayHave')}</dt>
            <dd>{said(false)}</dd>
          </>
        )}
      </dl>
      <Link className="process-card-more" to="/a/$account/start/$template/many" params={params}>
        {t('start.many')}
      </Link>
    </li>
  );
}
