let known: string[] | undefined;

/** Names of all time zones that the browser knows. */
export function zones(): string[] {
  known ??= [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC'])];
  return known;
}
