import type { en } from '../en/index.ts';
import type { Translated } from '../index.ts';
import { tradeAgreements } from './trade-agreements.ts';
import { tradeGrants } from './trade-grants.ts';
import { tradeServices } from './trade-services.ts';
import { tradeTrusts } from './trade-trusts.ts';

export const trade: Translated<typeof en.trade> = {
  views: 'Weergaven van deze pagina',
  above: 'Waar dit bij hoort',
  undo: 'Ongedaan maken',
  period: {
    from: 'vanaf {{from}}',
    fromTo: '{{from}} tot en met {{to}}',
    daysIn: '(dagen in {{zone}})',
    startsOn: 'Eerste dag',
    endsOn: 'Laatste dag, als die er is',
  },
  confirm: { type: 'Typ “{{text}}” om verder te gaan' },
  ...tradeTrusts,
  ...tradeGrants,
  ...tradeServices,
  ...tradeAgreements,
};
