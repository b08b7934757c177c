/**
 * Text that names where it stands: found in an answer, it tells which field of which record leaked. Letters, digits and
 * hyphens only, so that it survives handles, mail addresses, JSON and HTML.
 */
export const canary = (id: string, field: string): string => `zq-${id}-${field.toLowerCase()}-x`;

/** Text that somebody wrote during a run; `n` is unique to the moment. */
export const said = (n: number, what: string): string => `zq-said-${n}-${what}-x`;

const pattern = /zq-[a-z]+-\d+-[a-z]+-x/g;

/** All canaries in whatever was read: a mask, a body, a mail. */
export const canariesIn = (text: unknown): ReadonlySet<string> =>
  new Set((typeof text === 'string' ? text : (JSON.stringify(text) ?? '')).match(pattern) ?? []);
