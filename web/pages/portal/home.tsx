import './portal.css';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { portalQuery } from '../../client/portal.ts';
import { Empty } from '../../parts/empty.tsx';
import { useFormat } from '../../parts/format.ts';
import { useTitle } from '../../parts/title.ts';
import { Band } from './band.tsx';
import { askedQuery } from './queries.ts';
import { TaskCard } from './task-card.tsx';
import { Timeline } from './timeline.tsx';

const route = getRouteApi('/app/home');

/** What somebody new looks at first, on his phone. */
export function HomePage() {
  const { t } = useTranslation(['portal', 'common']);
  const { data } = useSuspenseQuery(portalQuery);
  const { data: inbox = [] } = useQuery(askedQuery);
  const { task: opened } = route.useSearch();
  const navigate = route.useNavigate();
  const heading = useRef<HTMLHeadingElement>(null);
  const format = useFormat();
  useTitle(t('title'));
  const tasks = data.tasks;
  const asked = inbox.filter(({ task }) => !tasks.some(({ id }) => id === task.id));
  const first = data.processes.find(({ status }) => status === 'open') ?? data.processes[0];
  const contact = first?.account ?? tasks[0]?.account;
  return (
    <div className="portal">
      <Band name={data.person.name} process={first} account={contact} />
      {data.processes.length + tasks.length + asked.length === 0 && (
        <Empty title={t('empty.title')}>{t('empty.text')}</Empty>
      )}
      {tasks.length > 0 && (
        <section>
          <h2 ref={heading} tabIndex={-1}>
            {t('tasks', { count: tasks.length })}
          </h2>
          <ul className="portal-cards">
            {tasks.map((task) => (
              <TaskCard
                key={task.id}
                task={task}
                open={opened === task.id}
                onToggle={() =>
                  void navigate({ search: opened === task.id ? {} : { task: task.id }, resetScroll: false })
                }
                onDone={() => {
                  if (opened === task.id) void navigate({ search: {}, resetScroll: false });
                  heading.current?.focus();
                }}
              />
            ))}
          </ul>
        </section>
      )}
      {asked.length > 0 && (
        <section>
          <h2>{t('asked', { count: asked.length })}</h2>
          <ul className="portal-cards">
            {asked.map(({ account, task }) => (
              <li key={task.id} className="portal-card">
                <Link
                  to="/a/$account/tasks/$task"
                  params={{ account: account.handle, task: task.id }}
                  className="portal-card-head"
                >
                  <span className="portal-card-title">{task.title}</span>
                  <span className="quiet">
                    {[
                      t(`common:category.${task.category}`),
                      task.forPerson && t('about', { name: task.forPerson }),
                      task.due && t('by', { when: format.date(task.due) }),
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      {data.processes.map((process) => (
        <Timeline key={process.id} process={process} />
      ))}
      {contact && (
        <section className="portal-contact">
          <h2>{t('contact.title')}</h2>
          <p>{t('contact.text', { account: contact.name })}</p>
        </section>
      )}
    </div>
  );
}
