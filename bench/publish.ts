import type { Template } from '../plan/kit/index.ts';
import { templates } from '../templates/index.ts';
import { benchTemplates } from './templates.ts';

// Loaded before the API (`node --import`), so that it knows the templates of the benchmark besides its own.
for (const template of benchTemplates) (templates as Map<string, Template>).set(template.name, template);
