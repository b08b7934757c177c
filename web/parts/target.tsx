import { useTranslation } from 'react-i18next';
import type { Schemas } from '../client/api.ts';
import { useFormat } from './format.ts';
import { useNow } from './now.ts';
import { useThere } from './when.tsx';

type Aimed = Pick<Schemas['InboxRow']['task'], 'nextTarget' | 'target' | 'due' | 'overdue' | 'breached'>;

type Props = {
  readonly task: Aimed;
  /** Handle of the account acted in. */
  readonly account: string;
};

/** What is to be reached next, and how far away it is: in words first, in colour besides. */
export function NextTarget({ task, account }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const exactly = useExactly(account);
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
    <time dateTime={until} title={exactly(until)} className={late ? 'late' : soon ? 'soon' : 'quiet'}>
      {t(late ? 'target.late' : 'target.in', { what, when })}
    </time>
  );
}

/** What has gone wrong already, whatever is still to come: a promise that was not kept, a day that has passed. */
export function Overdue({ task, account }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const exactly = useExactly(account);
  if (task.breached) return <span className="late">{t('target.breached')}</span>;
  if (!task.overdue || !task.due || task.nextTarget.at === task.due) return null;
  return (
    <time dateTime={task.due} title={exactly(task.due)} className="late">
      {t('target.needed', { when: format.away(task.due, now) })}
    </time>
  );
}

/** An instant in the viewer's time and in the account's, for who points at it. */
function useExactly(account: string): (at: string) => string {
  const { t } = useTranslation();
  const format = useFormat();
  const there = useThere({ account });
  return (at) => {
    const elsewhere = there(at);
    const here = format.dateTime(at);
    return elsewhere ? `${t('when.yourTime', { time: here, zone: format.zone })} · ${elsewhere}` : here;
  };
}

/** What is due within two hours stands out. */
const soonInMs = 7_200_000;
