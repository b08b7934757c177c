import { getRouteApi } from '@tanstack/react-router';
import { TaskPanel } from '../tasks/task-panel.tsx';

const route = getRouteApi('/app/inbox/$account/$task');

/** The task of the address, beside the list. */
export function OpenedTask() {
  const { account, task } = route.useParams();
  const { tab, ...search } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <TaskPanel
      key={`${account}/${task}`}
      account={account}
      id={task}
      tab={tab ?? 'work'}
      onTab={(next) => void navigate({ search: next === 'work' ? search : { ...search, tab: next }, replace: true })}
      onClose={() => void navigate({ to: '/inbox', search })}
    />
  );
}
