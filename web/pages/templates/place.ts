import type { Template, TemplateVersion } from './queries.ts';
import type { TemplateSearch } from './routes.ts';

/** What a view of a template is given. */
export type Place = {
  /** Its handle. */
  readonly account: string;
  readonly name: string;
  /** The version that is looked at. */
  readonly hash: string;
  readonly template: Template;
  /** The newest first. */
  readonly versions: readonly TemplateVersion[];
  readonly search: TemplateSearch;
};
