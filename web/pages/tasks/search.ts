export const tabs = ['work', 'notes', 'clock', 'story'] as const;
export type Tab = (typeof tabs)[number];

/** Which part of a task is shown; its work where the address does not say. */
export const taskSearch = ({ tab }: Record<string, unknown>): { tab?: Tab } =>
  tabs.includes(tab as Tab) && tab !== 'work' ? { tab: tab as Tab } : {};
