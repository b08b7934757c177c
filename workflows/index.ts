export { process } from './process.ts';
