import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMembership } from '../../client/me.ts';
import { When } from '../../parts/when.tsx';
import { Wide } from '../../parts/wide.tsx';
import { Count, Hash } from './facts.tsx';
import type { Place } from './place.ts';
import { seesDesign } from './queries.ts';

/** Every version the account has had, and how many processes go by each. */
export function VersionsView({ account, name, versions }: Place) {
  const { t } = useTranslation('templates');
  const design = seesDesign(useMembership(account));
  const counts = ['running', 'finished', 'canceled'] as const;
  const there = { to: '/a/$account/templates/$name', params: { account, name } } as const;
  return (
    <>
      <p className="quiet template-lead">{t('version.lead')}</p>
      <Wide label={t('view.versions')}>
        <table className="plain">
          <caption className="visually-hidden">{t('view.versions')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('column.version')}</th>
              <th scope="col">{t('column.since')}</th>
              {counts.map((count) => (
                <th key={count} scope="col">
                  {t(`column.${count}`)}
                </th>
              ))}
              {design && <th scope="col">{t('column.look')}</th>}
            </tr>
          </thead>
          <tbody>
            {versions.map((version, index) => {
              const { hash, current, firstSeenAt } = version;
              const older = versions[index + 1];
              return (
                <tr key={hash}>
                  <th scope="row">
                    <Hash hash={hash} /> {current && <span className="template-mark">{t('version.current')}</span>}
                  </th>
                  <td>
                    <When at={firstSeenAt} />
                  </td>
                  {counts.map((count) => (
                    <td key={count}>
                      {version[count] ? (
                        <Link
                          to="/a/$account/processes"
                          params={{ account }}
                          search={{ template: name, version: hash, ...(count === 'running' ? {} : { tab: 'over' }) }}
                        >
                          <Count of={version[count]} />
                        </Link>
                      ) : (
                        <Count of={version[count]} />
                      )}
                    </td>
                  ))}
                  {design && (
                    <td className="template-links">
                      <Link {...there} search={current ? { view: 'graph' } : { view: 'graph', version: hash }}>
                        {t('view.graph')}
                      </Link>
                      {older && (
                        <Link {...there} search={{ view: 'compare', from: older.hash, to: hash }}>
                          {t('compare.before')}
                        </Link>
                      )}
                    </td>
                  )}
                </tr>
              );
            })}
          </tbody>
        </table>
      </Wide>
      {versions.some(({ running }) => running === null) && <p className="quiet">{t('notCountedHelp')}</p>}
    </>
  );
}
