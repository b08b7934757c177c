/** What text needs to be read on its ground, by WCAG 2.2, success criterion 1.4.3. */
export const enough = 4.5;

/** The contrast of white text on a colour such as `#1a73e8`, from 1 to 21; undefined for what is no colour. */
export function whiteOn(colour: string): number | undefined {
  if (!/^#[0-9a-f]{6}$/i.test(colour)) return undefined;
  const [red, green, blue] = channelsOf(colour).map((channel) => linear(channel / 255)) as [number, number, number];
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}

/** The first colour on the way to black on which white can be read. */
export function darkEnough(colour: string): string {
  for (let part = 255; part > 0; part--) {
    const darker = `#${channelsOf(colour)
      .map((channel) =>
        Math.round((channel * part) / 255)
          .toString(16)
          .padStart(2, '0'),
      )
      .join('')}`;
    if ((whiteOn(darker) ?? 0) >= enough) return darker;
  }
  return '#000000';
}

const linear = (channel: number) => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4);
const channelsOf = (colour: string) => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
