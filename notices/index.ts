export { openQueue } from './queue.ts';
export { startNotices } from './start.ts';
