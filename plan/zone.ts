import { Temporal } from 'temporal-polyfill';
import type { Instant, PlainDate } from './plan.ts';

/** A stretch of time during which a zone keeps one offset: `[from, to)` in epoch ms, `offset` in ms east of UTC. */
export type Span = { readonly from: number; readonly to: number; readonly offset: number };

export const dayMs = 86_400_000;

/** Whether `zone` is a named IANA zone that this runtime knows; bare offsets such as `+01:00` are not. */
export const isZone = (zone: string) => {
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return true;
  } catch {
    return false;
  }
};

/** The span of `zone` that holds `ms`. Each span is asked of the zone database once and kept. */
export const spanAt = (zone: string, ms: number): Span => {
  const spans = known.get(zone) ?? [];
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((spans[middle] as Span).to <= ms) low = middle + 1;
    else high = middle;
  }
  const found = spans[low];
  if (found && found.from <= ms) return found;
  const span = readSpan(zone, ms);
  spans.splice(low, 0, span);
  known.set(zone, spans);
  return span;
};

/** What a wall clock in `zone` shows at `ms`, written as if it were UTC. */
export const toLocal = (zone: string, ms: number) => ms + spanAt(zone, ms).offset;

/**
 * When a wall clock in `zone` shows `local` (written as if it were UTC). A time shown twice means the first; a time
 * that is skipped means the moment it is skipped at.
 */
export const fromLocal = (zone: string, local: number) => {
  let span = spanAt(zone, local - widestShift);
  while (local - span.offset >= span.to) span = spanAt(zone, span.to);
  return Math.max(local - span.offset, span.from);
};

/** Days since 1970-01-01. Throws when `date` is not a real date written as `2027-03-01`. */
export const toDay = (date: PlainDate) => {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(date) : Number.NaN;
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== date) {
    throw new Error(`"${date}" is not a date; write it as 2027-03-01.`);
  }
  return ms / dayMs;
};

export const fromDay = (day: number): PlainDate => toInstant(day * dayMs).slice(0, 10);

/** Epoch ms. Throws when `instant` cannot be read. */
export const toMs = (instant: Instant) => {
  const ms = Date.parse(instant);
  if (Number.isNaN(ms)) throw new Error(`"${instant}" is not an instant; write it as 2027-03-01T08:00:00.000Z.`);
  return ms;
};

/** Throws beyond the years 0000 to 9999, where written instants would no longer sort by time. */
export const toInstant = (ms: number): Instant => {
  if (!(ms >= firstMs && ms <= lastMs)) throw new Error('A date beyond the years 0000 to 9999 cannot be kept.');
  return new Date(ms).toISOString();
};

const known = new Map<string, Span[]>();
const firstMs = Date.parse('0000-01-01T00:00:00.000Z');
const lastMs = Date.parse('9999-12-31T23:59:59.999Z');
/** No zone has ever been further from UTC than this. */
const widestShift = 26 * 3_600_000;

const readSpan = (zone: string, ms: number): Span => {
  const at = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone);
  const next = at.getTimeZoneTransition('next');
  // `previous` looks strictly before, and a span begins with its own transition.
  const previous = at.add({ milliseconds: 1 }).getTimeZoneTransition('previous');
  return {
    from: previous ? previous.epochMilliseconds : -Infinity,
    to: next ? next.epochMilliseconds : Infinity,
    offset: at.offsetNanoseconds / 1e6,
  };
};
