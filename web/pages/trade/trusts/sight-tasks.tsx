import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Schemas } from '../../../client/api.ts';
import { When } from '../../../parts/when.tsx';
import { Wide } from '../../../parts/wide.tsx';
import { useWords, type WholeTrust } from '../parts/data.ts';
import { Fact, Facts, Shown } from '../parts/page.tsx';
import type { Capability } from './capabilities.ts';
import { Beside } from './sight-beside.tsx';
import { besideQuery, seenPeopleQuery, seenTasksQuery } from './sight-data.ts';
import { More } from './sight-more.tsx';
import { Hidden } from './sight-people.tsx';
import { nameOf } from './state.tsx';

type Task = Omit<Schemas['WholeTask'], 'clocks'>;

/** The own tasks that the other side sees, as it sees them. */
export function SeenTasks({ account, trust }: { account: string; trust: WholeTrust }) {
  const { t } = useWords();
  const tasks = useInfiniteQuery(seenTasksQuery(account, trust.id));
  return (
    <Shown of={tasks} rows={4}>
      {({ pages }) => {
        const all = pages.flatMap(({ items }) => items);
        if (all.length === 0)
          return <p className="quiet">{t(`sight.noTasks.${trust.side}`, { name: nameOf(trust) })}</p>;
        return (
          <>
            <Wide label={t('sight.part.tasks')}>
              <table className="plain">
                <caption className="visually-hidden">{t('sight.part.tasks')}</caption>
                <thead>
                  <tr>
                    <th scope="col">{t('sight.task')}</th>
                    <th scope="col">{t('sight.process')}</th>
                    <th scope="col">{t('sight.for')}</th>
                    <th scope="col">{t('sight.status')}</th>
                    <th scope="col">{t('sight.due')}</th>
                  </tr>
                </thead>
                <tbody>
                  {all.map((task) => (
                    <tr key={task.id}>
                      <td>
                        <Link
                          from="/a/$account/trusts/$trust"
                          to="."
                          search={{ view: 'sight', part: 'tasks', task: task.id }}
                          className="trade-link"
                        >
                          {task.title}
                        </Link>
                      </td>
                      <td>{task.process.title}</td>
                      <td>{task.forPerson ?? <Hidden />}</td>
                      <td>{t(`common:status.${task.status}`)}</td>
                      <td>
                        <When at={task.due} />
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </Wide>
            <More of={tasks} />
          </>
        );
      }}
    </Shown>
  );
}

/** One of them, whole. */
export function SeenTask({ account, trust, id }: { account: string; trust: WholeTrust; id: string }) {
  const { t } = useWords();
  const name = nameOf(trust);
  const tasks = useInfiniteQuery(seenTasksQuery(account, trust.id));
  const grants = (capability: Capability) =>
    trust.grants.some((one) => one.by === 'us' && one.capability === capability);
  const asked = trust.side === 'trusting' && trust.status === 'accepted';
  const granted = { notes: asked && grants('share_workflow_notes'), plan: asked && grants('share_plan') };
  const beside = useQuery(besideQuery(account, trust.id, id, granted));
  return (
    <Shown of={tasks}>
      {({ pages }) => {
        const task = pages.flatMap(({ items }) => items).find((one) => one.id === id);
        return (
          <>
            <p>
              <Link
                from="/a/$account/trusts/$trust"
                to="."
                search={{ view: 'sight', part: 'tasks' }}
                className="trade-away"
              >
                {t('sight.allTasks')}
              </Link>
            </p>
            {task ? <WholeTask account={account} trust={trust} task={task} /> : <p>{t('sight.notThere', { name })}</p>}
            {task && <Shown of={beside}>{(of) => <Beside of={of} trust={trust} />}</Shown>}
          </>
        );
      }}
    </Shown>
  );
}

function WholeTask({ account, trust, task }: { account: string; trust: WholeTrust; task: Task }) {
  const { t } = useWords();
  const people = useInfiniteQuery(seenPeopleQuery(account, trust.id));
  // Fields name people by their ids; whom they meet in the task, they read by name.
  const named = (value: string) =>
    people.data?.pages.flatMap(({ items }) => items).find(({ id }) => id === value)?.name ?? value;
  const { contact } = task;
  return (
    <>
      <h3>{task.title}</h3>
      <Facts>
        <Fact name={t('sight.status')}>{t(`common:status.${task.status}`)}</Fact>
        {task.reason !== '' && <Fact name={t('sight.reason')}>{task.reason}</Fact>}
        <Fact name={t('sight.process')}>{task.process.title}</Fact>
        <Fact name={t('sight.for')}>{task.forPerson ?? <Hidden />}</Fact>
        <Fact name={t('sight.contact')}>
          {contact ? [contact.email, contact.phone].filter(Boolean).join(' · ') || t('sight.emptyContact') : <Hidden />}
        </Fact>
        <Fact name={t('sight.due')}>
          <When at={task.due} />
        </Fact>
        <Fact name={t('sight.target')}>
          <When at={task.target} />
        </Fact>
        <Fact name={t('sight.team')}>{task.assigned?.team ?? '–'}</Fact>
        {task.instructions !== '' && (
          <Fact name={t('sight.instructions')}>
            <span className="trade-pre">{task.instructions}</span>
          </Fact>
        )}
        {fieldsOf(task.input).map(([key, value]) => (
          <Fact key={key} name={t('sight.field', { key })}>
            {named(value)}
          </Fact>
        ))}
        {fieldsOf(task.output).map(([key, value]) => (
          <Fact key={key} name={t('sight.outcome', { key })}>
            {named(value)}
          </Fact>
        ))}
      </Facts>
    </>
  );
}

/** Fields of what was handed over, or came of it. */
function fieldsOf(value: unknown): [string, string][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).map(([key, one]) => [key, typeof one === 'string' ? one : JSON.stringify(one)]);
}
