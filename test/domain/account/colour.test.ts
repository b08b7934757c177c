import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { contrast, demandColour } from '../../../domain/account/colour.ts';

const refused = (colour: string): string | undefined => {
  try {
    demandColour(colour, '/colour');
    return undefined;
  } catch (error) {
    return (error as { details: { message: string }[] }).details[0]?.message;
  }
};

describe('contrast', () => {
  // As WCAG's own examples and the usual checkers have them.
  const known: readonly [string, string, number][] = [
    ['#000000', '#ffffff', 21],
    ['#ffffff', '#ffffff', 1],
    ['#767676', '#ffffff', 4.54],
    ['#777777', '#ffffff', 4.48],
    ['#ff0000', '#ffffff', 4],
    ['#0000ff', '#ffffff', 8.59],
    ['#008000', '#ffffff', 5.14],
    ['#ffff00', '#000000', 19.56],
  ];
  test.each(known)('of %s and %s is %d', (one, other, ratio) => {
    expect(contrast(one, other)).toBeCloseTo(ratio, 2);
    expect(contrast(other, one)).toBe(contrast(one, other));
  });
});

describe('a colour', () => {
  test('on which white can be read is taken, one on which it can hardly be is not', () => {
    expect(refused('#767676')).toBeUndefined();
    expect(refused('#777777')).toBe(
      'has a contrast of 4.47:1 with the white text on it, which needs 4.5:1: choose a darker one, such as #767676',
    );
    expect(refused('#ffcc00')).toMatch(/^has a contrast of 1\.51:1 .* such as #907300$/);
  });

  test('that is too light is answered with the next darker one of the kind that is taken', () => {
    const channel = fc.integer({ min: 0, max: 255 }).map((value) => value.toString(16).padStart(2, '0'));
    fc.assert(
      fc.property(fc.tuple(channel, channel, channel), (channels) => {
        const colour = `#${channels.join('')}`;
        const message = refused(colour);
        expect(message === undefined).toBe(contrast(colour, '#ffffff') >= 4.5);
        const other = message?.slice(-7);
        if (!other) return;
        expect(refused(other)).toBeUndefined();
        expect(contrast(other, '#ffffff')).toBeLessThan(4.7);
      }),
    );
  });
});
