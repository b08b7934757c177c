import { TemplateError } from './error.ts';

/** The most items a checklist may have, and the most characters of one. */
const most = { items: 30, characters: 200 };

/**
 * What must be ticked before a task is complete, as its plan has it.
 * @throws TemplateError naming the item at fault
 */
export function checklistOf(items: readonly string[], user: string): readonly string[] {
  if (items.length === 0) throw new TemplateError(`${user} has an empty checklist: leave it out, or say what to tick.`);
  if (items.length > most.items)
    throw new TemplateError(`${user} has ${items.length} items to tick; the limit is ${most.items}.`);
  const seen = new Set<string>();
  for (const item of items) {
    if (item.trim() !== item || item === '')
      throw new TemplateError(`${user} has an item to tick that is empty or begins or ends with a space: "${item}".`);
    if (item.length > most.characters)
      throw new TemplateError(`${user} has an item to tick of more than ${most.characters} characters: "${item}".`);
    if (seen.has(item)) throw new TemplateError(`${user} has the same item to tick twice: "${item}".`);
    seen.add(item);
  }
  return items;
}
