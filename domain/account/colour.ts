import { Invalid } from '../problem.ts';

/** What text needs to be read on its ground, by WCAG 2.2, success criterion 1.4.3. */
const enough = 4.5;
const white = '#ffffff';

/** @throws Invalid, naming the nearest darker colour, when white text on it could not be read */
export function demandColour(colour: string, pointer: string): void {
  const measured = contrast(colour, white);
  if (measured >= enough) return;
  const message =
    `has a contrast of ${Math.floor(measured * 100) / 100}:1 with the white text on it, which needs ${enough}:1: ` +
    `choose a darker one, such as ${darkEnough(colour)}`;
  throw new Invalid('The colour cannot be used: what is written on it could not be read.', [{ pointer, message }]);
}

/** How much two colours such as `#1a73e8` differ in lightness, from 1 to 21, as WCAG 2.2 reckons it. */
export function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** The colour itself where white can be read on it; else the first one on the way from it to black. */
function darkEnough(colour: string): string {
  for (let part = 255; part > 0; part--) {
    const darker = hexOf(channelsOf(colour).map((channel) => Math.round((channel * part) / 255)));
    if (contrast(darker, white) >= enough) return darker;
  }
  return '#000000';
}

function luminance(colour: string): number {
  const [red, green, blue] = channelsOf(colour).map((channel) => linear(channel / 255)) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const linear = (channel: number) => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4);

const channelsOf = (colour: string) => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
const hexOf = (channels: readonly number[]) =>
  `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
