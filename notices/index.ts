export { type NoticeQueue, openQueue } from './queue.ts';
export { type Notices, startNotices } from './start.ts';
