/** Small choices out of one number, the same for the same number. */
export type Dice = {
  /** 0 up to n, n not included. */
  readonly below: (n: number) => number;
  readonly chance: (percent: number) => boolean;
  readonly of: <T>(choices: readonly T[]) => T | undefined;
  readonly some: <T>(choices: readonly T[]) => readonly T[];
};

export function dice(seed: number): Dice {
  let state = seed >>> 0;
  // mulberry32: enough to mix, and the whole sequence follows from the seed.
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (n: number) => Math.floor(next() * n);
  return {
    below,
    chance: (percent) => next() * 100 < percent,
    of: (choices) => choices[below(choices.length)],
    some: (choices) => choices.filter(() => next() < 0.5),
  };
}
