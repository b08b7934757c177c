import { useTranslation } from 'react-i18next';

const zoneHere = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Dates, times and numbers as the viewer's language writes them, in the viewer's time zone unless another is given. */
export function useFormat() {
  const { i18n } = useTranslation();
  return formatIn(i18n.resolvedLanguage ?? 'en');
}

const made = new Map<string, ReturnType<typeof formats>>();

export function formatIn(language: string) {
  const locale = localeOf(language);
  const known = made.get(locale) ?? formats(locale);
  made.set(locale, known);
  return known;
}

/** `en` alone would write dates the American way. */
const localeOf = (language: string) => (language === 'en' ? 'en-GB' : language);

type Styles = { readonly [name: string]: Intl.DateTimeFormatOptions };
const clock = { hour: '2-digit', minute: '2-digit' } as const;
const days = { weekday: 'short', day: 'numeric', month: 'short' } as const;
const styles = {
  date: days,
  dateOfYear: { ...days, year: 'numeric' },
  dateTime: { ...days, ...clock },
  dateTimeOfYear: { ...days, year: 'numeric', ...clock },
  time: clock,
} satisfies Styles;

function formats(locale: string) {
  // To make one of these takes many times as long as to use it, and a list writes hundreds of dates.
  const writers = new Map<string, Intl.DateTimeFormat>();
  const write = (style: keyof typeof styles, at: string | Date, timeZone: string) => {
    const when = new Date(at);
    // What is no date stays as it was written: a field may hold it for a moment.
    if (Number.isNaN(when.getTime())) return String(at);
    const key = `${style} ${timeZone}`;
    const writer = writers.get(key) ?? new Intl.DateTimeFormat(locale, { ...styles[style], timeZone });
    writers.set(key, writer);
    return writer.format(when);
  };
  const dateTime = (at: string | Date, zone = zoneHere) => write(isOfNow(at) ? 'dateTime' : 'dateTimeOfYear', at, zone);
  const date = (at: string | Date, zone = zoneHere) => write(isOfNow(at) ? 'date' : 'dateOfYear', at, zone);
  /** The time of day in a zone; with its day where that is another than the viewer's. */
  const timeIn = (at: string | Date, zone: string) =>
    date(at, zone) === date(at) ? write('time', at, zone) : dateTime(at, zone);
  /** A day that is the same everywhere, such as `2027-03-01`. */
  const day = (plain: string) => (dayOf(plain) === undefined ? plain : date(`${plain}T12:00:00Z`, 'UTC'));

  const numbers = new Intl.NumberFormat(locale);
  const percents = new Intl.NumberFormat(locale, { style: 'percent' });
  const [hours, minutesOnly] = ['hour', 'minute'].map(
    (unit) => new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 0 }),
  ) as [Intl.NumberFormat, Intl.NumberFormat];
  const number = (value: number) => numbers.format(value);
  const percent = (part: number) => percents.format(part);
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'long' });
  /** How far an instant is away, such as "in 2 hours"; from a day and a half on in days of the calendar. */
  const away = (at: string | Date, now: number) => {
    const then = new Date(at);
    const minutes = Math.round((then.getTime() - now) / 60_000);
    if (Math.abs(minutes) < 90) return relative.format(minutes, 'minute');
    if (Math.abs(minutes) < 36 * 60) return relative.format(Math.trunc(minutes / 60), 'hour');
    return relative.format(dayHere(then) - dayHere(new Date(now)), 'day');
  };
  /** How far a day such as `2027-03-01` is away: "today", "in 3 days". */
  const awayDay = (plain: string, now: number) => {
    const of = dayOf(plain);
    return of === undefined ? '' : relative.format(of - dayHere(new Date(now)), 'day');
  };
  /** A number of minutes, such as "3 hrs 20 mins"; below nothing one sign stands before all of it: "-3 hrs 20 mins". */
  const minutes = (value: number) => {
    const whole = Math.round(Math.abs(value));
    const [full, rest] = [Math.floor(whole / 60), whole % 60];
    const sign = value < 0 && whole > 0 ? -1 : 1;
    if (full === 0) return minutesOnly.format(sign * rest);
    return [hours.format(sign * full), ...(rest > 0 ? [minutesOnly.format(rest)] : [])].join(' ');
  };
  return { locale, zone: zoneHere, dateTime, timeIn, date, day, number, percent, away, awayDay, minutes };
}

const isOfNow = (at: string | Date) => new Date(at).getFullYear() === new Date().getFullYear();

const msOfDay = 86_400_000;

/** Days since 1970 of the viewer's calendar. */
const dayHere = (at: Date) => Date.UTC(at.getFullYear(), at.getMonth(), at.getDate()) / msOfDay;

/** The same of a plain date; undefined where it is none. */
function dayOf(plain: string): number | undefined {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(plain) ? Date.parse(`${plain}T00:00:00Z`) : Number.NaN;
  return Number.isNaN(ms) ? undefined : ms / msOfDay;
}
