import type { en } from '../en/index.ts';
import type { Translated } from '../index.ts';

export const trade: Translated<typeof en.trade> = {
  title: 'trade',
};
