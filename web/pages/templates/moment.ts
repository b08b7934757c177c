import { useTranslation } from 'react-i18next';
import type { Moment } from './queries.ts';

/** A moment relative to a date or to steps, such as "6 working days before startDate". */
export function useMoment() {
  const { t } = useTranslation('templates');
  return ({ amount, unit, date, steps }: Moment): string => {
    const from = date ?? steps.join(', ');
    if (amount === 0) return t(date === null ? 'moment.after' : 'moment.on', { from });
    const length = t(`moment.${unit}`, { count: Math.abs(amount) });
    return t(amount < 0 ? 'moment.lengthBefore' : 'moment.lengthAfter', { length, from });
  };
}
