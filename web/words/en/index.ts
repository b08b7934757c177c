import { common } from './common.ts';
import { form } from './form.ts';
import { graph } from './graph.ts';
import { house } from './house.ts';
import { inbox } from './inbox.ts';
import { portal } from './portal.ts';
import { processes } from './processes.ts';
import { tasks } from './tasks.ts';
import { templates } from './templates.ts';
import { trade } from './trade.ts';

export const en = { common, form, graph, house, inbox, portal, processes, tasks, templates, trade } as const;
