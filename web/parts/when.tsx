import { useTranslation } from 'react-i18next';
import { useAccountZone } from '../client/me.ts';
import { useFormat } from './format.ts';

/** Where an instant is meant: in the zone of an account that one acts in, or in one that is told. */
export type Where = {
  /** Handle of the account acted in. */
  readonly account?: string | undefined;
  /** Stands before the account's own, such as that of the calendar a clock counts in. */
  readonly zone?: string | null | undefined;
  /** Whose zone that is. */
  readonly name?: string | undefined;
};

/** An instant in the viewer's time, and where it is meant if there it is another time of day. */
export function When({ at, ...where }: Where & { at: string | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  const there = useThere(where);
  if (at === null) return <span className="quiet">{t('when.never')}</span>;
  const elsewhere = there(at);
  return (
    <time dateTime={at} title={`${t('when.yourTime', { time: format.dateTime(at), zone: format.zone })}`}>
      {format.dateTime(at)}
      {elsewhere && <span className="quiet"> · {elsewhere}</span>}
    </time>
  );
}

/** Instants where they are meant, in words; undefined while that says the same as the viewer's time. */
export function useThere({ account, zone: told, name: whose }: Where): (at: string) => string | undefined {
  const { t } = useTranslation();
  const format = useFormat();
  const own = useAccountZone(account);
  const zone = told ?? own?.zone;
  const name = told ? whose : own?.name;
  return (at) => {
    if (!zone || zone === format.zone) return undefined;
    if (format.dateTime(at, zone) === format.dateTime(at)) return undefined;
    const time = format.timeIn(at, zone);
    return name ? t('when.theirTime', { time, name, zone }) : t('when.zoneTime', { time, zone });
  };
}
