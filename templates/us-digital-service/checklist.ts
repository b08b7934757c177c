import { TemplateError } from '../../plan/kit/index.ts';
import { plainText } from './plain-text.ts';

/** An item as the source has it. */
export type Item = {
  readonly displayName: string;
  /** HTML. */
  readonly description: string;
  /** Calendar days after everything it depends on is complete; for what depends on `dayZero`, after the start date. */
  readonly daysToComplete: number;
  readonly dependsOn: readonly string[];
};

/** An item ready to become a step. */
export type Entry<Key extends string = string> = {
  readonly key: Key;
  /** The source's key in kebab-case: `setUp2FA` is `set-up-2fa`. */
  readonly id: string;
  readonly name: string;
  readonly instructions: string;
  readonly days: number;
  /** Keys of other items; empty when it depends on the start date alone. */
  readonly after: readonly string[];
};

/** The items of a checklist but for `dayZero`, which stands for the start date, each behind those it depends on. */
export function entriesOf<Key extends string>(checklist: {
  readonly items: { readonly [K in Key]: Item };
}): readonly Entry<Exclude<Key, 'dayZero'>>[] {
  const open = new Map(Object.entries(checklist.items) as [Exclude<Key, 'dayZero'>, Item][]);
  open.delete('dayZero' as Exclude<Key, 'dayZero'>);
  const placed = new Set<string>(['dayZero']);
  const entries: Entry<Exclude<Key, 'dayZero'>>[] = [];
  while (open.size > 0) {
    const before = open.size;
    for (const [key, item] of open) {
      if (!item.dependsOn.every((other) => placed.has(other))) continue;
      entries.push(entry(key, item));
      placed.add(key);
      open.delete(key);
    }
    if (open.size === before) {
      throw new TemplateError(
        `${[...open.keys()].join(', ')}: these depend on each other, or on an item that is not there.`,
      );
    }
  }
  return entries;
}

const entry = <Key extends string>(key: Key, item: Item): Entry<Key> => ({
  key,
  id: key
    .replace(/([a-z])([A-Z0-9])/g, '$1-$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1-$2')
    .toLowerCase(),
  name: item.displayName,
  instructions: plainText(item.description),
  days: item.daysToComplete,
  after: item.dependsOn.filter((other) => other !== 'dayZero'),
});
