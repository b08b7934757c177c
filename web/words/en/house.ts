export const house = {
  title: 'house',
} as const;
