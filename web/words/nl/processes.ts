import type { en } from '../en/index.ts';
import type { Translated } from '../index.ts';

export const processes: Translated<typeof en.processes> = {
  title: 'processes',
};
