import { tradeAgreements } from './trade-agreements.ts';
import { tradeGrants } from './trade-grants.ts';
import { tradeServices } from './trade-services.ts';
import { tradeTrusts } from './trade-trusts.ts';

export const trade = {
  views: 'Views of this page',
  above: 'Where this belongs',
  undo: 'Undo',
  period: { from: 'from {{from}}', fromTo: '{{from}} to {{to}}', daysIn: '(days in {{zone}})' },
  confirm: { type: 'Type “{{text}}” to go on' },
  personSelect: { nobody: 'Nobody is called that.', type: 'Type a name' },
  ...tradeTrusts,
  ...tradeGrants,
  ...tradeServices,
  ...tradeAgreements,
} as const;
