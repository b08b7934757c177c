export const trade = {
  title: 'trade',
} as const;
