import { readFileSync } from 'node:fs';
import { Failure } from './failure.ts';

/** An option that holds JSON, or `@file` where it stands. @throws Failure (2) when it is none */
export function jsonOption(name: string, text: string): unknown {
  try {
    return JSON.parse(text.startsWith('@') ? readFileSync(text.slice(1), 'utf8') : text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new Failure(`${name} is no JSON: ${error.message}`, 2);
  }
}
