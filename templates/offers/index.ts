export { hr } from './accounts.ts';
export { facilities } from './facilities.ts';
export { Application, it, LaptopModel } from './it.ts';
export { people } from './people.ts';
