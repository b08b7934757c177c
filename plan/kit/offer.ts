import type { z } from 'zod';
import type { Duration, Impact, JsonSchema, Promised, Target } from '../plan.ts';
import { TemplateError } from './error.ts';
import { schemaOf } from './schema.ts';

/** A service of an account, which offers kinds of work. */
export type Provider<By extends string> = {
  readonly account: By;
  readonly name: string;
  /** @param name verb and noun, as people say it: `prepare laptop` */
  offers<In extends z.ZodObject, Out extends z.ZodObject>(
    name: string,
    contract: Contract<In, Out>,
  ): Offer<By, z.output<In>, z.output<Out>>;
};

type Contract<In, Out> = {
  readonly input: In;
  readonly output: Out;
  /** Promised from the moment of activation; hours and minutes are those of the provider's calendar. */
  readonly target?: Target;
  /** What the specialist reads; a task may give its own. */
  readonly instructions?: string;
  /** What must be ticked before it is complete; a task may give its own. */
  readonly checklist?: readonly string[];
};

declare const passes: unique symbol;

/** What an account promises to do: what it needs, what it hands back and how soon. */
export type Offer<By extends string, In, Out> = {
  readonly account: By;
  readonly service: string;
  readonly name: string;
  readonly input: JsonSchema;
  readonly output: JsonSchema;
  readonly target: Target;
  readonly instructions?: string;
  readonly checklist?: readonly string[];
  readonly [passes]?: { readonly in: In; readonly out: Out };
};

export const provider = <By extends string>(account: By, name: string): Provider<By> => ({
  account,
  name,
  offers: (offer, contract) => offered(account, name, offer, contract),
});

function offered<By extends string, In extends z.ZodObject, Out extends z.ZodObject>(
  account: By,
  service: string,
  name: string,
  { input, output, target = {}, instructions, checklist }: Contract<In, Out>,
): Offer<By, z.output<In>, z.output<Out>> {
  return {
    account,
    service,
    name,
    input: schemaOf(`what "${name}" needs`, input.strict()),
    output: schemaOf(`what "${name}" hands back`, output.strict()),
    target: { ...promised(name, target), ...(target.byImpact && { byImpact: byImpactOf(name, target.byImpact) }) },
    ...(instructions !== undefined && { instructions }),
    ...(checklist !== undefined && { checklist }),
  };
}

const working = { hours: 'workingHours', minutes: 'workingMinutes' } as const;

function promised(offer: string, { respond, complete }: Promised): Promised {
  return {
    ...(respond && { respond: timeOf(offer, respond) }),
    ...(complete && { complete: timeOf(offer, complete) }),
  };
}

function byImpactOf(offer: string, byImpact: NonNullable<Target['byImpact']>): NonNullable<Target['byImpact']> {
  const impacts = Object.entries(byImpact) as [Exclude<Impact, 'none'>, Promised][];
  return Object.fromEntries(impacts.map(([impact, target]) => [impact, promised(offer, target)]));
}

function timeOf(offer: string, { amount, unit }: Duration): Duration {
  if (amount === 0) throw new TemplateError(`The target of "${offer}" is zero: leave it out, or promise some time.`);
  return { amount, unit: unit === 'hours' || unit === 'minutes' ? working[unit] : unit };
}
