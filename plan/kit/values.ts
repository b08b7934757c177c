import { z } from 'zod';

/** What a single field may hold. */
export type Scalar = string | number | boolean | null | undefined;

declare const held: unique symbol;
declare const given: unique symbol;
declare const step: unique symbol;

/** A value that is not known while the process is composed. Opaque: it can be handed on, not compared or computed with. */
export type Held<T> = {
  readonly [held]: T;
  /** There is no such thing: it makes the compiler refuse `if (value)`, as it does for a promise. */
  readonly then: (known: (value: never) => void) => never;
};

/** An output of a step. Its fields are again such values; handing one on makes its step a predecessor. */
export type Ref<T> = [T] extends [Scalar | readonly unknown[]]
  ? Held<T>
  : undefined extends T
    ? Held<T>
    : Held<T> & { readonly [K in keyof T]-?: Ref<T[K]> };

/**
 * A value of the process's input. An optional field counts as given: the start is refused when a step that happens
 * needs it and it is missing.
 */
export type Given<T> = Held<T> & { readonly [given]: true } & ([T] extends [Scalar | readonly unknown[]]
    ? unknown
    : { readonly [K in keyof T]-?: Given<Exclude<T[K], undefined>> });

/** What may stand where a `T` is wanted: a value held for later, or a literal whose parts may be. */
export type Bind<T> =
  | Held<T>
  | (T extends Scalar
      ? T
      : T extends readonly (infer Item)[]
        ? readonly Bind<Item>[]
        : { readonly [K in keyof T]: Bind<T[K]> });

/** Anything that can be handed on. */
export type Bindable = Held<unknown> | Scalar | readonly Bindable[] | { readonly [key: string]: Bindable };

/** Something that takes place in the process and can be waited for with `after`. */
export type Step = { readonly [step]: true };

/** What `task` and `automation` return: its outputs, and the step itself. */
export type Handle<Out> = Ref<Out> & Step;

/** What `match` returns: the step, and of the values only what every case returns. */
export type Merged<R> = Step & ([R] extends [Scalar | Held<unknown>] ? Ref<Plain<R>> : Common<R, keyof R & string>);

type Common<R, Keys extends keyof R> = { readonly [K in Keys]: Ref<Plain<R[K]>> };
type Plain<B> = B extends Held<infer T> ? T : B extends Scalar ? B : { [K in keyof B]: Plain<B[K]> };

// biome-ignore lint/suspicious/noConfusingVoidType: what a function returns that returns nothing
export type Nothing = void;

/** The id of a person; a bare string is refused by the compiler. */
export const personId = () => z.uuid().brand<'PersonId'>().meta({ format: 'person-id' });
export type PersonId = z.output<ReturnType<typeof personId>>;

/** A calendar date such as `2027-03-01`; a bare string is refused by the compiler. */
export const date = () => z.iso.date().brand<'CalendarDate'>().meta({ format: 'date' });
export type CalendarDate = z.output<ReturnType<typeof date>>;
