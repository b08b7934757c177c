import type { z } from 'zod';
import type { JsonSchema } from '../plan.ts';
import { schemaOf } from './schema.ts';

declare const passes: unique symbol;

/** Work done by a program: a name, what it needs and what it hands back. The program itself stands elsewhere. */
export type Automation<In, Out> = {
  readonly name: string;
  readonly input: JsonSchema;
  readonly output: JsonSchema;
  readonly [passes]?: { readonly in: In; readonly out: Out };
};

/** @param name as people say it: `mailbox name` */
export function automation<In extends z.ZodObject, Out extends z.ZodObject>(
  name: string,
  { input, output }: { readonly input: In; readonly output: Out },
): Automation<z.output<In>, z.output<Out>> {
  return {
    name,
    input: schemaOf(`what "${name}" needs`, input.strict()),
    output: schemaOf(`what "${name}" hands back`, output.strict()),
  };
}
