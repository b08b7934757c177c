import type { Id } from '../model/records/index.ts';
import type { Ctx, World } from '../model/world.ts';
import type { Held, Product } from './database.ts';
import type { Decision } from './decision.ts';

export type Question = Omit<Decision, 'ctx'>;
/** Takes down what both answered in one context. */
export type Book = {
  readonly put: (question: Question) => void;
  /** A part of what was put already, such as one field of a mask. */
  readonly part: (question: Question) => void;
};
export type Asked = {
  readonly product: Product;
  readonly held: Held;
  readonly w: World;
  readonly ctx: Ctx;
  /** The model's ids by the product's. */
  readonly names: ReadonlyMap<string, Id>;
  readonly book: Book;
};

/** Some at a time: the API has two processors and ten connections. */
export async function eachOf<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const next = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all([next(), next(), next(), next()]);
}
