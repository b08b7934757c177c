import { houseAudit } from './house-audit.ts';
import { houseHours } from './house-hours.ts';
import { housePeople } from './house-people.ts';
import { houseSettings } from './house-settings.ts';

export const house = { ...housePeople, ...houseSettings, ...houseHours, ...houseAudit } as const;
