import type { z } from 'zod';
import type { Duration, JsonSchema, Target } from '../plan.ts';
import { TemplateError } from './error.ts';
import { schemaOf } from './schema.ts';
import { type About, defineTemplate, type Template } from './template.ts';
import type { Tools } from './tools.ts';
import type { Bindable, Given, Nothing } from './values.ts';

/** The role an account has in templates. It takes its own offers and those of the accounts it trusts. */
export type Account<Name extends string, Trusted extends string = never> = {
  readonly name: Name;
  /** The same role, which may now also hand tasks to `accounts`. */
  trusting<Others extends readonly { readonly name: string }[]>(
    ...accounts: Others
  ): Account<Name, Trusted | Others[number]['name']>;
  service(name: string): Provider<Name>;
  /** A process owned by this account. `compose` runs once and yields the plan; it must not depend on anything else. */
  process<S extends z.ZodObject, R extends Bindable | Nothing>(
    title: string,
    about: About<S>,
    compose: (input: Given<z.output<S>>, tools: Tools<Name | Trusted>) => R,
  ): Template<S>;
};

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

export type Contract<In, Out> = {
  readonly input: In;
  readonly output: Out;
  /** Promised from the moment of activation; hours and minutes are those of the provider's calendar. */
  readonly target?: Target;
  /** What the specialist reads; a task may give its own. */
  readonly instructions?: string;
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
  readonly [passes]?: { readonly in: In; readonly out: Out };
};

export const account = <const Name extends string>(name: Name): Account<Name> => withTrust(name, []);

function withTrust<Name extends string, Trusted extends string>(
  name: Name,
  trusted: readonly string[],
): Account<Name, Trusted> {
  return {
    name,
    trusting: (...accounts) => withTrust(name, [...trusted, ...accounts.map((other) => other.name)]),
    service: (service) => ({
      account: name,
      name: service,
      offers: (offer, contract) => offered(name, service, offer, contract),
    }),
    process: (title, about, compose) =>
      defineTemplate(title, about, { name, takesFrom: new Set([name, ...trusted]) }, compose),
  };
}

function offered<By extends string, In extends z.ZodObject, Out extends z.ZodObject>(
  account: By,
  service: string,
  name: string,
  { input, output, target = {}, instructions }: Contract<In, Out>,
): Offer<By, z.output<In>, z.output<Out>> {
  return {
    account,
    service,
    name,
    input: schemaOf(`what "${name}" needs`, input.strict()),
    output: schemaOf(`what "${name}" hands back`, output.strict()),
    target: {
      ...(target.respond && { respond: promised(name, target.respond) }),
      ...(target.complete && { complete: promised(name, target.complete) }),
    },
    ...(instructions !== undefined && { instructions }),
  };
}

const working = { hours: 'workingHours', minutes: 'workingMinutes' } as const;

function promised(offer: string, { amount, unit }: Duration): Duration {
  if (amount === 0) throw new TemplateError(`The target of "${offer}" is zero: leave it out, or promise some time.`);
  return { amount, unit: unit === 'hours' || unit === 'minutes' ? working[unit] : unit };
}
