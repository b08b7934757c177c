import { contexts } from '../model/context.ts';
import type { Asked, Book, Question } from './asked.ts';
import { compareApi } from './compare-api.ts';
import { compareCallers } from './compare-callers.ts';
import { compareDelivery } from './compare-delivery.ts';
import { compareRows } from './compare-rows.ts';
import type { Held, Product } from './database.ts';
import { differ, type Kind, note, type Tally } from './decision.ts';
import { namesOf } from './reading.ts';

/**
 * Ways to ask. `api`: over HTTP with both walls up. `delivery`: what is told without being asked for. `door`, `post`: the same
 * two past row level security. `rows`: row level security alone.
 */
export const ways = ['api', 'delivery', 'door', 'post', 'rows'] as const;
export type Way = (typeof ways)[number];

export type How = {
  readonly ways?: readonly Way[];
  /** How many contexts of the world ask, at most; those that come in between are left out. */
  readonly contexts?: number;
  /** Whether the first divergence ends it. */
  readonly first?: boolean;
};

/** Asks the model and the product, which holds the world, the same questions in many contexts. */
export async function compare(product: Product, held: Held, tally: Tally, options: How = {}): Promise<void> {
  const { ways: how = ways, contexts: most = 1000, first = false } = options;
  const w = held.world;
  const names = namesOf(w);
  tally.worlds++;
  if (how.includes('api')) await compareCallers(product, w, tally);
  const everybody = contexts(w);
  const every = Math.max(1, everybody.length / most);
  for (const ctx of everybody.filter((_, i) => Math.floor(i / every) !== Math.floor((i - 1) / every))) {
    if (first && tally.divergences.length > 0) return;
    const book: Book = {
      put: (question) => note(tally, w, { ...question, ctx }),
      part: (question) => differ(tally, w, { ...question, ctx }),
    };
    const asked: Asked = { product, held, w, ctx, names, book };
    if (how.includes('api')) await compareApi(asked, product.api);
    if (how.includes('door')) await compareApi({ ...asked, book: asDoor(book) }, product.unwalled);
    if (how.includes('rows')) await compareRows(asked);
    if (how.includes('delivery')) await compareDelivery(asked, product);
    if (how.includes('post')) {
      const stores = { store: product.unwalledStore, workerStore: product.unwalledStore };
      await compareDelivery({ ...asked, book: asDoor(book) }, stores);
    }
  }
}

/** The same questions, told apart from those that are asked with both walls up. */
function asDoor({ put, part }: Book): Book {
  const door = (of: Kind, question: Question): Question => ({ ...question, kind: 'door', of: `${of} ${question.of}` });
  return {
    put: (question) => put(door(question.kind, question)),
    part: (question) => part(door(question.kind, question)),
  };
}
