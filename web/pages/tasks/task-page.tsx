import { getRouteApi } from '@tanstack/react-router';
import { TaskPanel } from './task-panel.tsx';

const route = getRouteApi('/app/a/$account/tasks/$task');

export function TaskPage() {
  const { account, task } = route.useParams();
  const { tab } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <TaskPanel
      key={`${account}/${task}`}
      account={account}
      id={task}
      tab={tab ?? 'work'}
      onTab={(next) => void navigate({ search: next === 'work' ? {} : { tab: next }, replace: true })}
    />
  );
}
