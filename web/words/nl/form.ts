import type { en } from '../en/index.ts';
import type { Translated } from '../index.ts';

export const form: Translated<typeof en.form> = {
  field: {
    person: 'Persoon',
    manager: 'Leidinggevende',
    successor: 'Opvolger',
    buddy: 'Buddy',
    startDate: 'Eerste dag',
    lastDay: 'Laatste dag',
    workplace: 'Werkplek',
    model: 'Model laptop',
    applications: 'Toepassingen',
    site: 'Locatie',
    homeAddress: 'Thuisadres',
    assets: 'In te leveren apparatuur',
  },
  choice: {
    onsite: 'Op locatie',
    remote: 'Op afstand',
    standard: 'Standaard',
    developer: 'Ontwikkelaar',
    designer: 'Ontwerper',
    mail: 'Mail',
    chat: 'Chat',
    code: 'Code',
    design: 'Design',
    payroll: 'Salarissen',
    crm: 'CRM',
  },
  role: { hr: 'HR', it: 'IT', facilities: 'Facilitair' },
  optional: 'optioneel',
  none: 'Geen van deze',
  listHint: 'Druk na elk op Enter.',
  jsonHint: 'Als JSON.',
};
