import { z } from 'zod';
import type { JsonSchema } from '../plan.ts';
import { TemplateError } from './error.ts';

/**
 * The JSON Schema of a field list, as plans carry it. Person ids and dates are told by their `format` alone: the
 * patterns zod adds would repeat a screenful of text in every plan.
 */
export function schemaOf(what: string, fields: z.ZodType): JsonSchema {
  try {
    const { $schema: _, ...schema } = z.toJSONSchema(fields, {
      override: ({ jsonSchema }) => {
        if (jsonSchema.format === 'person-id' || jsonSchema.format === 'date') delete jsonSchema.pattern;
      },
    });
    return schema as JsonSchema;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new TemplateError(`The fields of ${what} cannot be stored with a process: ${reason}`);
  }
}
