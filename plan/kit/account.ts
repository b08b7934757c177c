import type { z } from 'zod';
import { type Provider, provider } from './offer.ts';
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

export const account = <const Name extends string>(name: Name): Account<Name> => withTrust(name, []);

function withTrust<Name extends string, Trusted extends string>(
  name: Name,
  trusted: readonly string[],
): Account<Name, Trusted> {
  return {
    name,
    trusting: (...accounts) => withTrust(name, [...trusted, ...accounts.map((other) => other.name)]),
    service: (service) => provider(name, service),
    process: (title, about, compose) =>
      defineTemplate(title, about, { name, takesFrom: new Set([name, ...trusted]) }, compose),
  };
}
