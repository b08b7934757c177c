import dayjs from 'dayjs';

/** A day by its date, such as `2027-03-01`, so many days after today. */
export const dayAfter = (days: number): string => dayjs().add(days, 'day').format('YYYY-MM-DD');

/** The last instant of a day where the viewer is. */
export const endOfDay = (day: string): string => dayjs(day).endOf('day').toISOString();

/** The day of an instant in a zone. */
export const dayIn = (at: string | Date, zone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(new Date(at));

/** The month it is, such as `2027-03`, so many months later. */
export const monthAfter = (month: string, months: number): string =>
  dayjs(`${month}-01`).add(months, 'month').format('YYYY-MM');
export const monthIn = (at: string | Date, zone: string): string => dayIn(at, zone).slice(0, 7);
export const firstDayOf = (month: string): string => `${month}-01`;
