import './templates.css';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Trans, useTranslation } from 'react-i18next';
import { useMembership } from '../../client/me.ts';
import { Empty } from '../../parts/empty.tsx';
import { useTitle } from '../../parts/title.ts';
import { Wide } from '../../parts/wide.tsx';
import { Count, Hash } from './facts.tsx';
import { type Template, templatesQuery, versionsQuery } from './queries.ts';

const route = getRouteApi('/app/a/$account/templates');

/** Templates that the account has. */
export function TemplatesPage() {
  const { t } = useTranslation('templates');
  const { account } = route.useParams();
  const { data: templates } = useSuspenseQuery(templatesQuery(account));
  const name = useMembership(account)?.name ?? account;
  useTitle(`${t('title')} · ${name}`);
  return (
    <div className="page">
      <header className="page-head">
        <h1>{t('title')}</h1>
      </header>
      {templates.length === 0 ? (
        <Empty title={t('empty.title')}>{t('empty.text')}</Empty>
      ) : (
        <>
          <p className="quiet template-lead">{t('lead')}</p>
          <Wide label={t('title')}>
            <table className="plain">
              <caption className="visually-hidden">{t('title')}</caption>
              <thead>
                <tr>
                  <th scope="col">{t('column.template')}</th>
                  <th scope="col">{t('column.roles')}</th>
                  <th scope="col">{t('column.version')}</th>
                  <th scope="col">{t('column.running')}</th>
                </tr>
              </thead>
              <tbody>
                {templates.map((template) => (
                  <Row key={template.name} account={account} template={template} />
                ))}
              </tbody>
            </table>
          </Wide>
        </>
      )}
      <Making />
    </div>
  );
}

function Row({ account, template: { name, title, roles, hash } }: { account: string; template: Template }) {
  const { t } = useTranslation('templates');
  const { data: versions } = useQuery(versionsQuery(account, name));
  const counted = versions?.some(({ running }) => running !== null);
  const running = versions?.reduce((sum, version) => sum + (version.running ?? 0), 0) ?? null;
  return (
    <tr>
      <th scope="row">
        <Link to="/a/$account/templates/$name" params={{ account, name }} className="template-name">
          {title}
        </Link>
      </th>
      <td>{roles.join(', ')}</td>
      <td>
        <Hash hash={hash} />
        {versions && versions.length > 1 && (
          <>
            {' · '}
            <Link to="/a/$account/templates/$name" params={{ account, name }} search={{ view: 'versions' }}>
              {t('version.count', { count: versions.length })}
            </Link>
          </>
        )}
      </td>
      <td>{versions && <Count of={counted ? running : null} />}</td>
    </tr>
  );
}

/** How a template is written and given to accounts: the product has no editor for it but one's own. */
function Making() {
  const { t } = useTranslation('templates');
  const steps = ['offer', 'write', 'name', 'look', 'give'] as const;
  return (
    <section className="template-making">
      <h2 className="template-h2">{t('making.title')}</h2>
      <ol>
        {steps.map((step) => (
          <li key={step}>
            <Trans t={t} i18nKey={`making.${step}`} components={{ code: <code /> }} />
          </li>
        ))}
      </ol>
      <p className="quiet">
        <Trans t={t} i18nKey="making.more" components={{ code: <code /> }} />
      </p>
    </section>
  );
}
