import type { Calendar } from '../../plan/plan.ts';

/** Monday to Friday, 9 to 17. */
export const officeHours = (zone: string, holidays: readonly string[] = []): Calendar => ({
  zone,
  week: [...Array.from({ length: 5 }, () => [[540, 1020] as const]), [], []],
  holidays,
});
export const roundTheClock = (zone: string): Calendar => ({
  zone,
  week: Array.from({ length: 7 }, () => [[0, 1440] as const]),
  holidays: [],
});
/** Every night from 22 to 6. */
export const nights = (zone: string): Calendar => ({
  zone,
  week: Array.from({ length: 7 }, () => [[0, 360] as const, [1320, 1440] as const]),
  holidays: [],
});
export const amsterdam = officeHours('Europe/Amsterdam', ['2027-12-27']);
