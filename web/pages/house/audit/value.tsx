import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../parts/format.ts';
import { PersonName, usePlaceNames } from '../parts/names.tsx';
import { TeamName } from './record-name.tsx';

const people = new Set(['person', 'member', 'managerId', 'owner', 'coordinator', 'subject', 'administrator']);
const places = new Set(['organizationId', 'siteId', 'parent']);

/** What stands in a field, in words where it can be. */
export function Value({ account, field, value }: { account: string; field: string; value: unknown }) {
  const { t } = useTranslation(['house', 'common']);
  const format = useFormat();
  const names = usePlaceNames(account);
  if (value === null || value === undefined || value === '') return <span className="quiet">{t('audit.empty')}</span>;
  if (typeof value === 'boolean') return <>{t(value ? 'audit.yes' : 'audit.no')}</>;
  if (typeof value === 'number') return <>{format.number(value)}</>;
  if (typeof value === 'string') {
    if (people.has(field)) return <PersonName account={account} id={value} />;
    if (field === 'team' || field === 'fromTeam') return <TeamName account={account} id={value} />;
    if (places.has(field)) return <>{names.get(value) ?? value}</>;
    if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return <>{format.day(value)}</>;
    if (/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(value)) return <>{format.dateTime(value)}</>;
    return <span className="audit-text">{value}</span>;
  }
  if (Array.isArray(value) && value.every((one) => typeof one === 'string') && value.length < 4) {
    return <span className="audit-text">{value.join(', ')}</span>;
  }
  return (
    <details>
      <summary>{Array.isArray(value) ? t('audit.many', { count: value.length }) : t('audit.whole')}</summary>
      <pre>{JSON.stringify(value, null, 1)}</pre>
    </details>
  );
}
