import { useTranslation } from 'react-i18next';
import { useBranding, useMe } from '../../client/me.ts';
import type { ToldProcess } from '../../client/portal.ts';
import { AccountBadge } from '../../parts/account.tsx';
import { useFormat } from '../../parts/format.ts';
import { useNow } from '../../parts/now.ts';
import { daysUntil } from './days.ts';

type Props = {
  readonly name: string;
  readonly process: ToldProcess | undefined;
  readonly account: { readonly handle: string; readonly name: string } | undefined;
};

/** Who greets whom, and how long it is until the day that all is about. */
export function Band({ name, process, account }: Props) {
  const { t } = useTranslation('portal');
  const { day } = useFormat();
  // Before his first day somebody acts in few accounts or none, and in none otherwise.
  const starts = useMe().accounts.every(({ roles }) => roles.includes('pre_hire'));
  const { colour } = useBranding(account?.handle ?? '');
  const now = useNow();
  const date = process?.status === 'open' ? process.anchor : null;
  const days = date === null ? 0 : daysUntil(date, now);
  return (
    <header className="portal-band" style={colour ? { background: colour } : undefined}>
      {account && (
        <div className="portal-brand">
          <AccountBadge handle={account.handle} name={account.name} colour={darker} />
        </div>
      )}
      <h1>{t('hello', { name })}</h1>
      {date !== null && days > 0 && (
        <p>
          <strong className="portal-days">{days}</strong>{' '}
          {t(starts ? 'daysFirst' : 'days', { count: days, date: day(date) })}
        </p>
      )}
      {date !== null && days === 0 && <p>{t(starts ? 'todayFirst' : 'today')}</p>}
    </header>
  );
}

/** The mark stands on the account's own colour. */
const darker = 'rgb(0 0 0 / 45%)';
