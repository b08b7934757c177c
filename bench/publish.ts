import { defaultRateLimit } from '../api/limits.ts';
import type { Template } from '../plan/kit/index.ts';
import { templates } from '../templates/index.ts';
import { benchTemplates } from './templates.ts';

// Loaded before the API (`node --import`), so that it knows the templates of the benchmark besides its own.
for (const template of benchTemplates) (templates as Map<string, Template>).set(template.name, template);
// One client here stands for many people; it would be held back by what one account may ask of the API in a second.
Object.assign(defaultRateLimit, { perSecond: 1_000_000, burst: 1_000_000 });
