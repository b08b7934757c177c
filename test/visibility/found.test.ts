import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { cast, working } from './model/cast.ts';
import type { World } from './model/world.ts';
import { compare, type Way } from './product/compare.ts';
import { openProduct, type Product } from './product/database.ts';
import { newTally } from './product/decision.ts';
import { storiesOf } from './product/story.ts';
import { withinProduct } from './product/within.ts';

// What the comparison has found wrong in the product, each in the smallest world that shows it.

let product: Product;
beforeAll(async () => {
  product = await openProduct();
});
afterAll(() => product?.close());

async function differences(world: World, way: Way): Promise<string> {
  const tally = newTally();
  await compare(product, await product.hold(withinProduct(world)), tally, { ways: [way] });
  return storiesOf(tally.divergences);
}

test('after its trust ended an account is told nothing more of a task that it has noted something on', async () => {
  const { s, northwind, mo, max, prepare, trust, writes } = working();
  writes(mo, northwind, 'internal', s.record('task', prepare));
  s.does(max, northwind, 'revoke', s.record('trust', trust));
  expect(await differences(s.world, 'delivery')).toBe('');
}, 120_000);

test('who was left in a team without a role that does the account’s work is offered none of it', async () => {
  const { s, ned, desk } = working();
  s.put({ ...s.record('team', desk), members: [...s.record('team', desk).members, ned] });
  expect(await differences(s.world, 'api')).toBe('');
}, 120_000);

test('who is asked for an approval reads his own vote, and not how others voted', async () => {
  const { s, hr, enid, henry, task, starts, budget } = cast();
  const process = starts(budget, { approver: enid });
  const asked = task(process, 'budget');
  const vote = s.world.approval.find((a) => a.taskId === asked.id)!;
  s.put({ ...vote, id: 'approval-90000', approverId: henry, askedInId: hr });
  expect(await differences(s.world, 'api')).toBe('');
}, 120_000);

test('what somebody is asked to decide for another account is not shown to the others of his own', async () => {
  const { s, fernhill, dora, starts, budget } = cast();
  const other = s.person(fernhill);
  s.role(other, fernhill, 'specialist');
  starts(budget, { approver: dora });
  expect(await differences(s.world, 'api')).toBe('');
  expect(await differences(s.world, 'delivery')).toBe('');
}, 120_000);
