export { drain } from './drain.ts';
export { process } from './process.ts';
