import type pg from 'pg';
import type { World } from '../model/world.ts';
import { compare } from '../product/compare.ts';
import type { Held, Product } from '../product/database.ts';
import { newTally } from '../product/decision.ts';
import { storiesOf } from '../product/story.ts';
import { withinProduct } from '../product/within.ts';
import { withoutGuard } from './guard.ts';
import type { SqlEdit } from './sql-edits.ts';

/** Takes out one guard of the database after the other in every world, until it is noticed. By its name, what noticed it. */
export async function trySqlMutants(
  product: Product,
  worlds: readonly World[],
  edits: readonly SqlEdit[],
): Promise<ReadonlyMap<string, string>> {
  const killed = new Map<string, string>();
  for (const world of worlds) {
    if (edits.every(({ name }) => killed.has(name))) break;
    const held = await product.hold(withinProduct(world));
    await mustAgree(product, held);
    for (const edit of edits.filter(({ name }) => !killed.has(name))) {
      const restore = await takeOut(product.owner, edit);
      const tally = newTally();
      await compare(product, held, tally, { ways: [edit.way], first: true });
      await restore();
      const [found] = tally.divergences;
      if (found) killed.set(edit.name, `${found.kind} ${found.of}`);
    }
  }
  return killed;
}

/** @throws Error when the two differ with every guard in its place: whatever is noticed then says nothing */
async function mustAgree(product: Product, held: Held): Promise<void> {
  const tally = newTally();
  await compare(product, held, tally);
  if (tally.divergences.length > 0) throw new Error(storiesOf(tally.divergences));
}

/** @returns how to put it back */
async function takeOut(owner: pg.Client, edit: SqlEdit): Promise<() => Promise<unknown>> {
  if (edit.policy) {
    const [name, table] = edit.policy;
    const { rows } = await owner.query<{ qual: string }>(
      `select qual from pg_policies where schemaname = 'public' and policyname = $1 and tablename = $2`,
      [name, table],
    );
    const qual = rows[0]?.qual;
    if (!qual) throw new Error(`${edit.name}: there is no such policy.`);
    const alter = (using: string) => owner.query(`alter policy ${name} on ${table} using (${using})`);
    await alter(edited(qual, edit));
    return () => alter(qual);
  }
  const { rows } = await owner.query<{ def: string }>(
    `select pg_get_functiondef(oid) as def from pg_proc where pronamespace = 'public'::regnamespace and proname = $1`,
    [edit.function],
  );
  const def = rows[0]?.def;
  if (!def) throw new Error(`${edit.name}: there is no such function.`);
  await owner.query(edited(def, edit));
  return () => owner.query(def);
}

function edited(text: string, edit: SqlEdit): string {
  if (typeof edit.from === 'string') return withoutGuard(text, { ...edit, from: edit.from });
  const changed = text.replace(edit.from, edit.to);
  if (changed === text) throw new Error(`${edit.name}: ${edit.from} does not match ${text}`);
  return changed;
}
