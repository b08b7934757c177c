import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../parts/format.ts';
import { Wide } from '../../../parts/wide.tsx';
import { type Entry, earlierQuery } from './queries.ts';
import { Value } from './value.tsx';

/** What an entry says of each field, beside what an earlier entry said of it. */
export function Changes({ account, entry }: { account: string; entry: Entry }) {
  const { t, i18n } = useTranslation(['house', 'common']);
  const format = useFormat();
  const fields = Object.keys(entry.changes);
  const isNew = entry.action === 'created';
  const { data: earlier } = useQuery({ ...earlierQuery(account, entry), enabled: fields.length > 0 && !isNew });
  const before = (field: string) => earlier?.find(({ changes }) => field in changes);
  const label = (field: string) =>
    i18n.exists(`house:audit.field.${field}`) ? t(`audit.field.${field}` as 'audit.field.name') : field;
  return (
    <>
      {fields.length === 0 && <p className="quiet">{t('audit.noChanges')}</p>}
      {fields.length > 0 && (
        <Wide label={t('audit.changes')}>
          <table className="plain">
            <caption className="visually-hidden">{t('audit.changes')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('audit.fieldName')}</th>
                {!isNew && <th scope="col">{t('audit.before')}</th>}
                <th scope="col">{t('audit.after')}</th>
              </tr>
            </thead>
            <tbody>
              {fields.map((field) => {
                const known = before(field);
                const same = known && JSON.stringify(known.changes[field]) === JSON.stringify(entry.changes[field]);
                return (
                  <tr key={field} data-same={same}>
                    <th scope="row">{label(field)}</th>
                    {!isNew && (
                      <td>
                        {known ? (
                          <>
                            <Value account={account} field={field} value={known.changes[field]} />
                            <div className="quiet">{t('audit.since', { at: format.dateTime(known.at) })}</div>
                          </>
                        ) : (
                          <span className="quiet">{earlier ? t('audit.notInLog') : '…'}</span>
                        )}
                      </td>
                    )}
                    <td>
                      {same ? (
                        <span className="quiet">{t('audit.same')}</span>
                      ) : (
                        <Value account={account} field={field} value={entry.changes[field]} />
                      )}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </Wide>
      )}
      <p className="audit-links">
        <Link
          to="/a/$account/audit"
          params={{ account }}
          search={{ kind: entry.record.kind, record: entry.record.id, entry: entry.id }}
        >
          {t('audit.allOfRecord')}
        </Link>
        {entry.by.person?.id && (
          <Link to="/a/$account/audit" params={{ account }} search={{ person: entry.by.person.id }}>
            {t('audit.allBy', { name: entry.by.person.name })}
          </Link>
        )}
        <Link to="/a/$account/audit" params={{ account }} search={{ action: entry.action }}>
          {t('audit.allSuch')}
        </Link>
        <span className="quiet">
          {t('audit.ids', { kind: entry.record.kind, action: entry.action, id: entry.record.id })}
        </span>
      </p>
    </>
  );
}
