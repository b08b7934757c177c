import type { en } from '../en/index.ts';
import type { Translated } from '../index.ts';

export const portal: Translated<typeof en.portal> = {
  title: 'portal',
};
