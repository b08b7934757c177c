/** Ways to look at one process. */
export const views = ['timeline', 'graph', 'list', 'story'] as const;
export type View = (typeof views)[number];
