import { Select, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../parts/format.ts';
import { useNow } from '../../../parts/now.ts';
import { zones } from '../parts/zones.ts';
import type { Calendar } from '../queries.ts';

type Props = {
  readonly calendar: Calendar;
  readonly onChange?: (calendar: Calendar) => void;
  readonly account: string;
};

/** The zone in which the hours are meant, beside the viewer's. */
export function ZonePart({ calendar, onChange, account }: Props) {
  const { t } = useTranslation(['house', 'common']);
  const format = useFormat();
  const now = new Date(useNow());
  const offered = zones();
  return (
    <Stack gap="sm">
      {onChange && (
        <Select
          label={t('hours.zone')}
          description={t('hours.zoneHelp')}
          data={offered.includes(calendar.zone) ? offered : [calendar.zone, ...offered]}
          value={calendar.zone}
          onChange={(zone) => zone && onChange({ ...calendar, zone })}
          allowDeselect={false}
          searchable
          limit={100}
          nothingFoundMessage={t('common:page.nothing')}
        />
      )}
      <dl className="house-facts">
        <div>
          <dt>{t('hours.zoneThere', { name: account, zone: calendar.zone })}</dt>
          <dd>{format.dateTime(now, calendar.zone)}</dd>
        </div>
        <div>
          <dt>{t('hours.zoneHere', { zone: format.zone })}</dt>
          <dd>{format.dateTime(now)}</dd>
        </div>
      </dl>
    </Stack>
  );
}
