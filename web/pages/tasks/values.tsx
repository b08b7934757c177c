import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { personQuery } from '../../client/people.ts';
import { useFormat } from '../../parts/format.ts';
import { useNames } from '../../parts/names.ts';

/** What was handed over or came of it, by the names the template gives the fields. */
export function SharedValues({ account, value, nothing }: { account: string; value: unknown; nothing: string }) {
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  if (entries.length === 0) return <p className="quiet">{nothing}</p>;
  return (
    <dl className="task-facts">
      {entries.map(([name, one]) => (
        <Value key={name} account={account} name={name} value={one} />
      ))}
    </dl>
  );
}

function Value({ account, name, value }: { account: string; name: string; value: unknown }) {
  const { t } = useTranslation('tasks');
  const format = useFormat();
  const names = useNames();
  const shown = () => {
    if (value === null || value === '') return <span className="quiet">–</span>;
    if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
    if (typeof value === 'number') return format.number(value);
    if (typeof value === 'string' && isId(value)) return <PersonName account={account} id={value} />;
    if (typeof value === 'string') return /^\d{4}-\d{2}-\d{2}$/.test(value) ? format.day(value) : value;
    if (Array.isArray(value) && value.every((one) => typeof one !== 'object')) return value.join(', ');
    return <code>{JSON.stringify(value)}</code>;
  };
  return (
    <>
      <dt>{names.field({ name, title: undefined })}</dt>
      <dd>{shown()}</dd>
    </>
  );
}

const isId = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

/** Templates hand people over by their ids. Of somebody one may not know the id is all there is. */
function PersonName({ account, id }: { account: string; id: string }) {
  const { data } = useQuery(personQuery(account, id));
  return data?.name ?? <code>{id}</code>;
}
