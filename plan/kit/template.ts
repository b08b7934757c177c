import type { z } from 'zod';
import type { Json, Plan } from '../plan.ts';
import { type Problem, validateInput } from '../validate.ts';
import { type Owner, trace } from './compose.ts';
import { TemplateError } from './error.ts';
import { hashOf } from './hash.ts';
import type { Tools } from './tools.ts';
import { kebab } from './trace.ts';
import type { CalendarDate, Given, PersonId } from './values.ts';

/** What is said about a process before its steps. */
export type About<S extends z.ZodObject> = {
  readonly input: S;
  /** The field that holds the person the process is about. */
  readonly subject: FieldsHolding<z.output<S>, PersonId>;
  /** The field that holds the person told when something halts. */
  readonly manager?: FieldsHolding<z.output<S>, PersonId>;
  /** The field that holds the date everything is relative to; a start is refused when it lies in the past. */
  readonly anchor?: FieldsHolding<z.output<S>, CalendarDate>;
  /** All that other accounts see of the process as a whole. */
  readonly externalTitle: string;
  /** What the person it is about is told it is; needed where steps are `public`. */
  readonly publicTitle?: string;
  /** An input to draw the plan with. */
  readonly example: z.input<S>;
};

type FieldsHolding<T, V> = { [K in keyof T]-?: Exclude<T[K], undefined> extends V ? K : never }[keyof T] & string;

/** A process as it is designed. Composed when its plan is first asked for; a fault in it is thrown there. */
export type Template<S extends z.ZodObject = z.ZodObject> = {
  /** kebab-case, as in `npm run plan -- <name>`. */
  readonly name: string;
  readonly title: string;
  readonly schema: S;
  readonly example: z.input<S>;
  /** @throws TemplateError which names the template and the fault */
  readonly plan: Plan;
  /** SHA-256 of the plan in hexadecimal; with the name it is the version. */
  readonly hash: string;
  /** Everything that keeps a process from starting with `input`; empty when it may start. */
  problems(input: Json): Problem[];
};

export function defineTemplate<S extends z.ZodObject, By extends string>(
  title: string,
  about: About<S>,
  owner: Owner,
  compose: (input: Given<z.output<S>>, tools: Tools<By>) => unknown,
): Template<S> {
  const schema = about.input.strict() as unknown as S;
  const plan = once(() => named(title, () => trace(title, { ...about, input: schema }, owner, compose as never)));
  const hash = once(() => hashOf(plan()));
  return {
    name: kebab(title),
    title,
    schema,
    example: about.example,
    get plan() {
      return plan();
    },
    get hash() {
      return hash();
    },
    problems: (input) => validateInput(plan(), input, schema),
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function named<T>(title: string, compose: () => T): T {
  try {
    return compose();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new TemplateError(`The template "${title}" cannot be used: ${reason}`, { cause: error });
  }
}
