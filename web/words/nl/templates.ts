import type { en } from '../en/index.ts';
import type { Translated } from '../index.ts';

export const templates: Translated<typeof en.templates> = {
  title: 'templates',
};
