import type { Impact } from '../plan.ts';
import type { Automation } from './automation.ts';
import type { Offer } from './offer.ts';
import type { Bind, Bindable, Given, Handle, Held, Merged, Nothing, PersonId, Step } from './values.ts';
import type { When } from './when.ts';

/** What a process is composed of. `By` are the accounts whose offers it may use. */
export type Tools<By extends string> = {
  /** Work that an account has offered to do. */
  task<In, Out>(offer: Offer<By, In, Out>, wiring: Work<In>): Handle<Out>;
  /** Asks people to agree; the process goes on when enough of them have. */
  approval(name: string, wiring: Asking): Step;
  /** Work done by a program. */
  automation<In, Out>(automation: Automation<In, Out>, wiring: Running<In>): Handle<Out>;
  /** A point worth naming, reached when everything in `after` is finished. */
  milestone(name: string, wiring: Timing): Step;
  /** One case per value that `on` can have; steps planned in a case happen only then. */
  match<T extends string | boolean, C extends Cases<T>>(
    on: Held<T>,
    cases: C & { readonly [Impossible in Exclude<keyof C, `${T}`>]: never },
  ): Merged<ReturnType<C[keyof C & `${T}`]>>;
  /** Plans the same steps for every item of a list of the input; waiting for it waits for all of them. */
  each<T>(list: Given<readonly T[]>, plan: (item: Given<T>) => unknown): Step;
};

/** Open-ended text has no cases: only a union of literals or a boolean does. */
type Cases<T extends string | boolean> = string extends T
  ? never
  : { readonly [Value in `${T}`]: () => Bindable | Step | Nothing };

export type Timing = {
  /** Steps to wait for beyond those whose outputs are used. */
  readonly after?: readonly Step[];
  readonly due?: When;
  readonly notBefore?: When;
  /** A sentence for the person the process is about; unmarked steps are not told. */
  readonly public?: string;
};

export type Work<In> = Timing & {
  readonly with: Bind<NoInfer<In>>;
  /** The one person who does it, in place of the service's team. */
  readonly by?: Bind<PersonId>;
  /** What this task is called where the offer's name will not do; required when an offer is used twice. */
  readonly name?: string;
  /** Overrides the id made from the name; kebab-case. */
  readonly id?: string;
  readonly instructions?: string;
  /** What must be ticked before it is complete, in place of what its offer says. */
  readonly checklist?: readonly string[];
  /** How much hangs on it: offers may promise more for more. */
  readonly impact?: Impact;
};

export type Running<In> = Timing & {
  readonly with: Bind<NoInfer<In>>;
  readonly name?: string;
  readonly id?: string;
};

export type Asking = Timing & {
  readonly by: Bind<PersonId> | Held<readonly PersonId[]> | readonly (Bind<PersonId> | Held<readonly PersonId[]>)[];
  /** How many must approve; everyone named in `by` unless given. */
  readonly required?: number;
  /** What approvers are shown. */
  readonly show?: Bindable;
};
