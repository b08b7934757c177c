import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../client/api.ts';
import { useFormat } from '../../parts/format.ts';

type Row = Schemas['InboxRow'];

/** What else waits for one by name, such as approvals: on the page of the task. */
export function Asked({ rows }: { rows: readonly Row[] }) {
  const { t } = useTranslation(['portal', 'common']);
  const format = useFormat();
  return (
    <section>
      <h2>{t('asked', { count: rows.length })}</h2>
      <ul className="portal-cards">
        {rows.map(({ account, task: { id, title, category, forPerson, due } }) => {
          const facts = [
            t(`common:category.${category}`),
            ...(forPerson ? [t('about', { name: forPerson })] : []),
            ...(due ? [t('by', { when: format.date(due) })] : []),
          ];
          return (
            <li key={id} className="portal-card">
              <Link
                to="/a/$account/tasks/$task"
                params={{ account: account.handle, task: id }}
                className="portal-card-head"
              >
                <span className="portal-card-title">{title}</span>
                <span className="quiet">{facts.join(' · ')}</span>
              </Link>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
