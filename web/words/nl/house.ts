import type { en } from '../en/index.ts';
import type { Translated } from '../index.ts';

export const house: Translated<typeof en.house> = {
  title: 'house',
};
