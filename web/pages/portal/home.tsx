import './portal.css';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { portalQuery } from '../../client/portal.ts';
import { Empty } from '../../parts/empty.tsx';
import { useTitle } from '../../parts/title.ts';
import { Asked } from './asked.tsx';
import { Band } from './band.tsx';
import { OwnTasks } from './own-tasks.tsx';
import { askedQuery } from './queries.ts';
import { Timeline } from './timeline.tsx';

/** What somebody new looks at first, on his phone. */
export function HomePage() {
  // Words of the form are there before a task is opened.
  const { t } = useTranslation(['portal', 'form']);
  const { data } = useSuspenseQuery(portalQuery);
  const { data: inbox = [], isPending } = useQuery(askedQuery);
  useTitle(t('title'));
  const tasks = data.tasks;
  const asked = inbox.filter(({ task }) => !tasks.some(({ id }) => id === task.id));
  const first = data.processes.find(({ status }) => status === 'open') ?? data.processes[0];
  const contact = first?.account ?? tasks[0]?.account ?? asked[0]?.account;
  return (
    <div className="portal">
      <Band name={data.person.name} process={first} account={contact} />
      {!isPending && data.processes.length + tasks.length + asked.length === 0 && (
        <Empty title={t('empty.title')}>{t('empty.text')}</Empty>
      )}
      {tasks.length > 0 && <OwnTasks tasks={tasks} />}
      {asked.length > 0 && <Asked rows={asked} />}
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
