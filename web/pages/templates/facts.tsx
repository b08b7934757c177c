import { useTranslation } from 'react-i18next';
import { useFormat } from '../../parts/format.ts';
import type { TemplateVersion } from './queries.ts';

/** A version by the beginning of its name. */
export function Hash({ hash }: { hash: string }) {
  return <code title={hash}>{shortOf(hash)}</code>;
}

const shortOf = (hash: string) => hash.slice(0, 12);

/** A number of processes; null for whoever sees none of the account's. */
export function Count({ of }: { of: number | null }) {
  const { t } = useTranslation('templates');
  const { number } = useFormat();
  if (of !== null) return <>{number(of)}</>;
  return (
    <span title={t('notCountedHelp')}>
      <span aria-hidden="true">–</span>
      <span className="visually-hidden">{t('notCountedHelp')}</span>
    </span>
  );
}

/** Versions as they are chosen from. */
export function useVersionOptions(versions: readonly TemplateVersion[]) {
  const { t } = useTranslation('templates');
  const { date } = useFormat();
  return versions.map(({ hash, current, firstSeenAt }) => ({
    value: hash,
    label: t(current ? 'version.optionCurrent' : 'version.option', {
      hash: shortOf(hash),
      since: date(firstSeenAt),
    }),
  }));
}
