import { styleText } from 'node:util';

/** What the demo claims, each claim held against what really happened. */
export class Checks {
  failed = 0;
  private readonly lines: string[] = [];

  that(claim: string, holds: boolean, found = ''): void {
    if (!holds) this.failed += 1;
    this.lines.push(
      holds ? `${styleText('green', '✔')} ${claim}` : `${styleText('red', '✘')} ${claim}${found ? `: ${found}` : ''}`,
    );
  }

  same(claim: string, found: unknown, expected: unknown): void {
    const [a, b] = [JSON.stringify(found), JSON.stringify(expected)];
    this.that(`${claim} (${b})`, a === b, `found ${a}`);
  }

  print(): void {
    console.log(`\n${this.lines.join('\n')}`);
  }
}

/**
 * The instant at which `minutes` of an office week have passed since `from`, found by looking at every minute on the
 * wall clock of the zone: slow, and written apart from the product's own arithmetic so that the two can disagree.
 */
export function minuteByMinute(
  from: string,
  minutes: number,
  zone: string,
  [open, close]: readonly [number, number],
  holidays: readonly string[],
): string {
  const wall = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    weekday: 'short',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  const works = (at: number) => {
    const part = Object.fromEntries(wall.formatToParts(at).map(({ type, value }) => [type, value]));
    const day = new Date(`${part.year}-${part.month}-${part.day}T12:00:00Z`).getUTCDay();
    const minute = Number(part.hour) * 60 + Number(part.minute);
    return (
      day !== 0 &&
      day !== 6 &&
      minute >= open * 60 &&
      minute < close * 60 &&
      !holidays.includes(`${part.year}-${part.month}-${part.day}`)
    );
  };
  let at = Date.parse(from);
  for (let left = minutes * 60_000; ; ) {
    const next = Math.floor(at / 60_000) * 60_000 + 60_000;
    if (works(at)) {
      if (left <= next - at) return new Date(at + left).toISOString();
      left -= next - at;
    }
    at = next;
  }
}
