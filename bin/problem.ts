/** Something a person can mend: shown as its sentence alone, without a stack. */
export class Problem extends Error {
  override readonly name = 'Problem';
}

/** What to print for anything that ends a command. */
export function explain(error: unknown): string {
  if (error instanceof Problem) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
