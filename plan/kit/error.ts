/** A template or plan that must not be used. The message names it and says what to change. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
}
