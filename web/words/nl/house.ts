import type { en } from '../en/index.ts';
import type { Translated } from '../index.ts';
import { houseAudit } from './house-audit.ts';
import { houseHours } from './house-hours.ts';
import { housePeople } from './house-people.ts';
import { houseSettings } from './house-settings.ts';

export const house: Translated<typeof en.house> = { ...housePeople, ...houseSettings, ...houseHours, ...houseAudit };
