import { context } from '../model/context.ts';
import type { AnyRecord } from '../model/records/index.ts';
import { type Attempt, attempt } from '../model/step.ts';
import { view } from '../model/view.ts';
import type { World } from '../model/world.ts';
import { move } from '../worlds/moves.ts';
import { compareFields } from './compare-fields.ts';
import type { Product } from './database.ts';
import { differ, note, type Tally } from './decision.ts';
import { type Gettable, gettable } from './expected.ts';
import { expectedFields, type Fields } from './expected-fields.ts';
import { clientOf, namesOf, readerFor } from './reading.ts';
import { recordOf, requestOf } from './requests.ts';
import { shownFields } from './shown-fields.ts';
import { withinProduct } from './within.ts';

/**
 * People try things, one after the other: whether the product lets them as the model does, what became of the record
 * they tried it on, and that nothing became of what was refused. The next one finds the world as the model left it.
 */
export async function compareActs(
  product: Product,
  start: World,
  picks: readonly number[],
  tally: Tally,
): Promise<void> {
  let w = start;
  for (const pick of picks) {
    const command = move(w, pick);
    w = 'turn' in command ? attempt(w, command).world : await act(product, w, command, tally);
  }
}

async function act(product: Product, w: World, attempted: Attempt, tally: Tally): Promise<World> {
  const outcome = attempt(w, attempted);
  const ctx = context(w, attempted.person, attempted.account);
  const held = await product.hold(w);
  const sent = attempted.token === undefined ? requestOf(w, attempted, held.at) : undefined;
  if (!ctx || !sent) return withinProduct(outcome.world);
  const before = await product.fingerprint();
  const { status, body } = await clientOf(product.api, ctx).send(sent.method, sent.path, sent);
  const record = recordOf(w, attempted);
  const of = `${record ? `${record.type} ` : ''}${attempted.action}`;
  const at = `${sent.method} ${sent.path} ${JSON.stringify(sent.body ?? null)} → ${status} ${body?.detail ?? ''}`;
  const [model, said] = [classOf(outcome.verdict), classOfStatus(status)];
  const about = { kind: 'act' as const, of, ctx, at, ...(record ? { record } : {}) };
  note(tally, w, { ...about, model, product: said });
  const changed = (await product.fingerprint()) !== before;
  if (said !== 'allowed')
    differ(tally, w, { ...about, model: 'nothing done', product: changed ? 'done' : 'nothing done' });
  if (said === 'allowed' && model === 'allowed' && record) {
    const after = withinProduct(outcome.world);
    const now = { w, ctx, record, part: (question: object) => differ(tally, w, { ...about, ...question } as never) };
    await compareOutcome(product, now, after, attempted);
  }
  return withinProduct(outcome.world);
}

const classOf = (verdict: string) =>
  verdict === 'allow' ? 'allowed' : verdict === 'not_found' ? 'not found' : 'refused';

function classOfStatus(status: number): string {
  if (status >= 500) return `broken: ${status}`;
  return status < 300 ? 'allowed' : status === 404 ? 'not found' : 'refused';
}

type Now = {
  readonly ctx: NonNullable<ReturnType<typeof context>>;
  readonly record: AnyRecord;
  readonly part: (question: { of: string; model: string; product: string }) => void;
};

/** What becomes of others, such as the next task, the engine does later: it is compared elsewhere. */
async function compareOutcome(
  product: Product,
  { ctx, record, part }: Now,
  after: World,
  command: Attempt,
): Promise<void> {
  const then = recordOf(after, command);
  const ctxThen = context(after, ctx.person, ctx.account);
  if (!then || !ctxThen || !gettable.includes(then.type as Gettable)) return;
  const mask = view(after, ctxThen, then);
  const { said, body } = await readerFor(product.api, namesOf(after), ctxThen).get(then);
  if (!mask || !body)
    return part({
      of: `${record.type} ${command.action} then ${record.type}`,
      model: mask ? 'shown' : 'hidden',
      product: said,
    });
  const [expected, shown] = [expectedFields(after, then, mask, String), shownFields(then.type, body)].map(lasting);
  compareFields(`${record.type} ${command.action} then ${record.type}`, expected!, shown!, part);
}

/** Without moments, which are the product's own, and what follows from them; of a suspension that there is one. */
const lasting = (fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields)
      .filter(([field]) => !/(At|Until|due|steps)$/.test(field))
      .map(([field, value]) => [field, /^suspendedBy/.test(field) ? Boolean(value) : value]),
  );
