import type { Process } from '../queries.ts';
import { running } from '../queries.ts';

export const tabs = ['running', 'halted', 'over', 'all'] as const;
export type Tab = (typeof tabs)[number];
export const risks = [
  'halted',
  'breached',
  'overdue',
  'at_risk',
  'on_track',
] as const satisfies readonly Process['risk'][];
export type Risk = (typeof risks)[number];

/** What the address says of the list: which of the processes, narrowed by what. */
export type ListSearch = {
  readonly tab?: Tab;
  readonly risk?: Risk;
  readonly template?: string;
  /** Hash of the version of the template that they began with. */
  readonly version?: string;
  readonly q?: string;
};

/** Takes what it understands and leaves out the rest: an address may be old, or typed. */
export function listSearch({ tab, risk, template, version, q }: Record<string, unknown>): ListSearch {
  return {
    ...(isOneOf(tabs, tab) && tab !== 'running' ? { tab } : {}),
    ...(isOneOf(risks, risk) ? { risk } : {}),
    ...(typeof template === 'string' && template !== '' ? { template } : {}),
    ...(typeof version === 'string' && /^[0-9a-f]{64}$/.test(version) ? { version } : {}),
    ...(q !== undefined && String(q).trim() !== '' ? { q: String(q).slice(0, 100) } : {}),
  };
}

/** As the API asks for them. */
export const filterOf = ({ tab = 'running', risk, template, version, q }: ListSearch) => ({
  ...(tab === 'all' ? {} : { status: statuses[tab] }),
  ...(risk ? { risk } : {}),
  ...(version ? { version } : {}),
  ...narrowed({ template, q }),
});

/** What narrows down the counts as well. */
export const narrowed = ({ template, q }: Pick<ListSearch, 'template' | 'q'>) => ({
  ...(template ? { template } : {}),
  ...(q ? { search: q } : {}),
});

const statuses = { running, halted: 'progress_halted', over: 'completed' } as const;

export function isOneOf<T extends string>(values: readonly T[], value: unknown): value is T {
  return values.includes(value as T);
}
