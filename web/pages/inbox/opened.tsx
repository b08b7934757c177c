import { getRouteApi } from '@tanstack/react-router';
import { TaskPanel } from '../tasks/task-panel.tsx';

const route = getRouteApi('/app/inbox/$account/$task');

/** The task of the address, beside the list. */
export function OpenedTask() {
  const { account, task } = route.useParams();
  return <TaskPanel key={`${account}/${task}`} account={account} id={task} />;
}
