import { useTranslation } from 'react-i18next';
import { useFormat } from './format.ts';

/** An instant in the viewer's time; with an account's zone that differs, also in the time of that account. */
export function When({ at, zone, name }: { at: string | null; zone?: string; name?: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (at === null) return <span className="quiet">{t('when.never')}</span>;
  const elsewhere = zone && zone !== format.zone && format.dateTime(at, zone) !== format.dateTime(at);
  return (
    <time dateTime={at} title={`${t('when.yourTime', { time: format.dateTime(at), zone: format.zone })}`}>
      {format.dateTime(at)}
      {elsewhere && (
        <span className="quiet">
          {' '}
          · {t('when.theirTime', { time: format.dateTime(at, zone), name: name ?? '', zone })}
        </span>
      )}
    </time>
  );
}
