import type { Id } from '../model/records/index.ts';
import { recordTypes } from '../model/world.ts';

/** The product's id of a record of the model: from its type and number, in the order in which the records were made. */
export function uuidOf(id: Id): string {
  const [, type = '', number = ''] = /^([a-z]+)-(\d+)$/.exec(id) ?? [];
  const place = (recordTypes as readonly string[]).indexOf(type) + 1;
  if (place === 0) throw new Error(`${id} is no id of the model.`);
  return `018f0000-00${hex(place, 2)}-7000-8000-${hex(Number(number), 12)}`;
}

export const uuidOrNull = (id: Id | null): string | null => (id === null ? null : uuidOf(id));

const hex = (number: number, digits: number) => number.toString(16).padStart(digits, '0');
