import { tradeAgreements } from './trade-agreements.ts';
import { tradeGrants } from './trade-grants.ts';
import { tradeServices } from './trade-services.ts';
import { tradeTrusts } from './trade-trusts.ts';

export const trade = {
  views: 'Views of this page',
  above: 'Where this belongs',
  undo: 'Undo',
  period: {
    from: 'from {{from}}',
    fromTo: '{{from}} to {{to}}',
    daysIn: '(days in {{zone}})',
    startsOn: 'First day',
    endsOn: 'Last day, if any',
  },
  confirm: { type: 'Type “{{text}}” to go on' },
  ...tradeTrusts,
  ...tradeGrants,
  ...tradeServices,
  ...tradeAgreements,
} as const;
