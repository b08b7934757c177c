const day = 86_400_000;

/** Whole days from today until a date such as `2027-03-01`; negative when it is past. */
export function daysUntil(date: string, now: number): number {
  const today = new Date(now);
  const [year, month, of] = date.split('-').map(Number) as [number, number, number];
  return Math.round(
    (Date.UTC(year, month - 1, of) - Date.UTC(today.getFullYear(), today.getMonth(), today.getDate())) / day,
  );
}
