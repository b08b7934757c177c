export const templates = {
  title: 'templates',
} as const;
