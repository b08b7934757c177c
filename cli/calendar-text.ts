import type { Calendar } from '../plan/plan.ts';
import { weekText } from './hours.ts';

/** A calendar for people to read: zone, hours by the day from which they hold, holidays by year. */
export function calendarText({ zone, week, later = [], holidays }: Calendar): string {
  const hours = [{ from: '', week }, ...later].flatMap(({ from, week }) => [
    ...(from ? [`  from ${from}`] : []),
    ...weekText(week).map(([days, times]) => line(days, times)),
  ]);
  const years = Map.groupBy(holidays, (date) => date.slice(0, 4));
  const free = [...years].map(([year, dates]) => line(year, dates.map((date) => date.slice(5)).join(' ')));
  return [line('zone', zone), ...hours, ...(free.length > 0 ? ['  holidays', ...free] : ['  no holidays'])].join('\n');
}

const line = (name: string, value: string) => `  ${name.padEnd(9)}${value}`;
