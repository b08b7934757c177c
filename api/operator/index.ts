export { operatorMount } from './mount.ts';
