import { useFormat } from '../../parts/format.ts';

/** How long something takes, such as "3 days", by the largest unit that says enough. */
export function useSpan(): (ms: number) => string {
  const { locale } = useFormat();
  return (ms) => {
    const minutes = Math.max(1, Math.round(Math.abs(ms) / 60_000));
    const [size, unit] = minutes < 90 ? [1, 'minute'] : minutes < 36 * 60 ? [60, 'hour'] : [1440, 'day'];
    const style = { style: 'unit', unit, unitDisplay: 'long' } as const;
    return new Intl.NumberFormat(locale, style).format(Math.round(minutes / Number(size)));
  };
}
