export const processes = {
  title: 'processes',
} as const;
