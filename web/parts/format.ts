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

function formats(locale: string) {
  const dateTime = (at: string | Date, zone = zoneHere) =>
    new Intl.DateTimeFormat(locale, {
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      ...yearOf(at),
      hour: '2-digit',
      minute: '2-digit',
      timeZone: zone,
    }).format(new Date(at));
  const date = (at: string | Date, zone = zoneHere) =>
    new Intl.DateTimeFormat(locale, {
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      ...yearOf(at),
      timeZone: zone,
    }).format(new Date(at));
  /** The time of day in a zone; with its day where that is another than the viewer's. */
  const timeIn = (at: string | Date, zone: string) =>
    date(at, zone) === date(at)
      ? new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone: zone }).format(new Date(at))
      : dateTime(at, zone);
  /** A day that is the same everywhere, such as `2027-03-01`. */
  const day = (plain: string) => date(`${plain}T12:00:00Z`, 'UTC');
  const number = (value: number) => new Intl.NumberFormat(locale).format(value);
  const percent = (part: number) => new Intl.NumberFormat(locale, { style: 'percent' }).format(part);
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'long' });
  /** How far an instant is away, such as "in 2 hours". */
  const away = (at: string | Date, now: number) => {
    const minutes = Math.round((new Date(at).getTime() - now) / 60_000);
    const [size, unit] = unitOf(Math.abs(minutes));
    return relative.format(Math.trunc(minutes / size), unit);
  };
  const unit = (value: number, name: string, digits = 0) =>
    new Intl.NumberFormat(locale, {
      style: 'unit',
      unit: name,
      unitDisplay: 'short',
      maximumFractionDigits: digits,
    }).format(value);
  /** A number of minutes, such as "3 hrs 20 mins"; below nothing one sign stands before all of it: "-3 hrs 20 mins". */
  const minutes = (value: number) => {
    const whole = Math.round(Math.abs(value));
    const [hours, rest] = [Math.floor(whole / 60), whole % 60];
    const sign = value < 0 && whole > 0 ? -1 : 1;
    if (hours === 0) return unit(sign * rest, 'minute');
    return [unit(sign * hours, 'hour'), ...(rest > 0 ? [unit(rest, 'minute')] : [])].join(' ');
  };
  return { locale, zone: zoneHere, dateTime, timeIn, date, day, number, percent, away, minutes };
}

const yearOf = (at: string | Date) =>
  new Date(at).getFullYear() === new Date().getFullYear() ? {} : ({ year: 'numeric' } as const);

function unitOf(minutes: number): [number, Intl.RelativeTimeFormatUnit] {
  if (minutes < 90) return [1, 'minute'];
  if (minutes < 36 * 60) return [60, 'hour'];
  return [24 * 60, 'day'];
}
