import type { en } from '../en/index.ts';
import type { Translated } from '../index.ts';

export const inbox: Translated<typeof en.inbox> = {
  title: 'Inbox',
};
