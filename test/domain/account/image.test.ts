import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { imageOf } from '../../../domain/account/image.ts';
import { pictures } from '../../support/pictures.ts';

const types = Object.entries(pictures).map(([name, base64]) => [name, Buffer.from(base64, 'base64')] as const);

describe('what a picture is, by its bytes', () => {
  test.each(types)('%s', (name, bytes) => {
    expect(imageOf(bytes)).toEqual({ type: `image/${name.split(',')[0]}`, width: 3, height: 2 });
  });

  test('a progressive JPEG with a comment', () => {
    const jpeg = Buffer.from(pictures.jpeg, 'base64');
    const comment = Buffer.from([0xff, 0xfe, 0, 4, 0xff, 0xc0]);
    const frame = jpeg.indexOf(Buffer.from([0xff, 0xc0]));
    const progressive = Buffer.concat([jpeg.subarray(0, 2), comment, Buffer.from([0xff]), jpeg.subarray(2)]);
    progressive[frame + 8] = 0xc2;
    expect(imageOf(progressive)).toEqual({ type: 'image/jpeg', width: 3, height: 2 });
  });

  test('nothing, where it is something else or ends before it says how large it is', () => {
    for (const text of ['', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'GIF89a', '%PDF-1.4', 'RIFF1234WAVEfmt ']) {
      expect(imageOf(Buffer.from(text.padEnd(40)))).toBeUndefined();
    }
    for (const [, bytes] of types) expect(imageOf(bytes.subarray(0, 20))).toBeUndefined();
  });

  test('whatever the bytes are, nothing breaks', () => {
    const damaged = fc.tuple(fc.constantFrom(...types), fc.uint8Array({ maxLength: 40 }), fc.nat(40));
    fc.assert(
      fc.property(damaged, ([[, bytes], junk, at]) => {
        const image = imageOf(Buffer.concat([bytes.subarray(0, at), Buffer.from(junk)]));
        if (image) expect([image.width, image.height].every((size) => Number.isInteger(size) && size > 0)).toBe(true);
      }),
    );
  });
});
