/** What the first bytes of a picture say of it. */
export type Image = { readonly type: ImageType; readonly width: number; readonly height: number };
export type ImageType = 'image/png' | 'image/jpeg' | 'image/webp';

/** Undefined for what is no PNG, JPEG or WebP, or does not say how large it is, whatever it is called. */
export function imageOf(bytes: Buffer): Image | undefined {
  const size = sizes.map(([type, sizeOf]) => [type, sizeOf(bytes)] as const).find(([, found]) => found);
  if (!size?.[1]) return undefined;
  const [type, [width, height]] = size;
  return width > 0 && height > 0 ? { type, width, height } : undefined;
}

type Size = readonly [width: number, height: number];

function ofPng(bytes: Buffer): Size | undefined {
  const begins = bytes.length >= 24 && bytes.subarray(0, 8).equals(pngSignature) && ascii(bytes, 12, 4) === 'IHDR';
  return begins ? [bytes.readUInt32BE(16), bytes.readUInt32BE(20)] : undefined;
}
const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Walks over its segments to the one that begins a frame. */
function ofJpeg(bytes: Buffer): Size | undefined {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return undefined;
  for (let at = 2; at + 9 <= bytes.length; ) {
    const marker = bytes[at + 1] as number;
    if (bytes[at] !== 0xff || marker === startOfScan) return undefined;
    if (marker === 0xff) at += 1;
    else if (isFrame(marker)) return [bytes.readUInt16BE(at + 7), bytes.readUInt16BE(at + 5)];
    else at += 2 + bytes.readUInt16BE(at + 2);
  }
  return undefined;
}
const startOfScan = 0xda;
/** 0xc4, 0xc8 and 0xcc lie between them, and begin no frame. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

function ofWebp(bytes: Buffer): Size | undefined {
  if (bytes.length < 30 || ascii(bytes, 0, 4) !== 'RIFF' || ascii(bytes, 8, 4) !== 'WEBP') return undefined;
  switch (ascii(bytes, 12, 4)) {
    case 'VP8X':
      return [bytes.readUIntLE(24, 3) + 1, bytes.readUIntLE(27, 3) + 1];
    case 'VP8L': {
      const bits = bytes.readUInt32LE(21);
      return [(bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1];
    }
    case 'VP8 ':
      return [bytes.readUInt16LE(26) & 0x3fff, bytes.readUInt16LE(28) & 0x3fff];
    default:
      return undefined;
  }
}

const sizes: readonly (readonly [ImageType, (bytes: Buffer) => Size | undefined])[] = [
  ['image/png', ofPng],
  ['image/jpeg', ofJpeg],
  ['image/webp', ofWebp],
];
const ascii = (bytes: Buffer, at: number, length: number) => bytes.toString('latin1', at, at + length);
