import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { When } from '../../parts/when.tsx';
import { planQuery, processQuery, type WholeTask } from './queries.ts';

/** What must be done before it, and what waits for it, as far as one sees the process. */
export function Waiting({ account, task }: { account: string; task: WholeTask }) {
  const own = task.owner.handle === account && task.process.id;
  return own ? (
    <InProcess account={account} task={task} process={task.process.id as string} />
  ) : (
    <Shown account={account} task={task} />
  );
}

function InProcess({ account, task, process }: { account: string; task: WholeTask; process: string }) {
  const { t } = useTranslation('tasks');
  const { data } = useQuery(processQuery(account, process));
  const step = data?.steps.find((one) => one.task?.id === task.id);
  if (!data || !step) return null;
  const before = data.steps.filter(({ node }) => step.after.includes(node));
  const after = data.steps.filter((one) => one.after.includes(step.node));
  return (
    <section>
      <h3>{t('order')}</h3>
      <Steps name={t('waitsFor')} nothing={t('waitsForNothing')} steps={before} account={account} />
      <Steps name={t('waitedFor')} nothing={t('waitedForByNothing')} steps={after} account={account} />
    </section>
  );
}

type Step = {
  readonly node: string;
  readonly title: string;
  readonly task: { readonly id: string; readonly status: WholeTask['status'] } | null;
};

function Steps({
  name,
  nothing,
  steps,
  account,
}: {
  name: string;
  nothing: string;
  steps: readonly Step[];
  account: string;
}) {
  const { t } = useTranslation('common');
  if (steps.length === 0) return <p className="quiet">{nothing}</p>;
  return (
    <>
      <p className="task-small">{name}</p>
      <ul className="task-steps">
        {steps.map(({ node, title, task }) => (
          <li key={node}>
            {task ? (
              <>
                <Link to="/a/$account/tasks/$task" params={{ account, task: task.id }}>
                  {title}
                </Link>{' '}
                <span className="quiet">{t(`status.${task.status}`)}</span>
              </>
            ) : (
              title
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

/** Of another account's process there is what it shares over the trust, and that may be nothing. */
function Shown({ account, task }: { account: string; task: WholeTask }) {
  const { t } = useTranslation(['tasks', 'common']);
  const { data } = useQuery(planQuery(account, task.id));
  if (!data || data.length === 0) return null;
  return (
    <section>
      <h3>{t('planOf', { name: task.owner.name })}</h3>
      <ul className="task-steps">
        {data.map(({ title, status, due }) => (
          <li key={title}>
            {title} <span className="quiet">{t(`common:status.${status}`)}</span>{' '}
            {due && <When at={due} account={account} />}
          </li>
        ))}
      </ul>
    </section>
  );
}
