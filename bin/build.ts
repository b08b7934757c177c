import { buildPages, builtPages } from './pages.ts';

await buildPages();
console.log(`The pages are in ${builtPages}.`);
