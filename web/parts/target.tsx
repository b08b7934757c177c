import { useTranslation } from 'react-i18next';
import type { Schemas } from '../client/api.ts';
import { useFormat } from './format.ts';
import { useNow } from './now.ts';

type Aimed = Pick<Schemas['InboxRow']['task'], 'nextTarget' | 'target' | 'due' | 'overdue' | 'breached'>;

/** What is to be reached next, and how far away it is: in words first, in colour besides. */
export function NextTarget({ task }: { task: Aimed }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const { is, at } = task.nextTarget;
  if (at === null) {
    const stands = is === 'none' && task.due ? undefined : t(`target.${is}`);
    if (stands) return <span className={task.breached ? 'late' : 'quiet'}>{stands}</span>;
  }
  const until = at ?? (task.due as string);
  const what = t(`target.${at === null ? 'desired_completion' : is}`);
  const late = new Date(until).getTime() < now;
  const soon = new Date(until).getTime() - now < soonInMs;
  const when = format.away(until, now);
  return (
    <time dateTime={until} title={format.dateTime(until)} className={late ? 'late' : soon ? 'soon' : 'quiet'}>
      {t(late ? 'target.late' : 'target.in', { what, when })}
    </time>
  );
}

/** What has gone wrong already, whatever is still to come: a promise that was not kept, a day that has passed. */
export function Overdue({ task }: { task: Aimed }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  if (task.breached) return <span className="late">{t('target.breached')}</span>;
  if (!task.overdue || !task.due || task.nextTarget.at === task.due) return null;
  return (
    <time dateTime={task.due} title={format.dateTime(task.due)} className="late">
      {t('target.needed', { when: format.away(task.due, now) })}
    </time>
  );
}

/** What is due within two hours stands out. */
const soonInMs = 7_200_000;
