import { houseActions } from '../../../words/en/house-actions.ts';

/** Kinds of records that have entries. */
export const kinds = [
  'account',
  'agreement',
  'approval',
  'note',
  'organization',
  'person',
  'process',
  'service',
  'service_instance',
  'service_offering',
  'site',
  'task',
  'team',
  'token',
  'trust',
] as const;
export type Kind = (typeof kinds)[number];
export const isKind = (kind: string): kind is Kind => (kinds as readonly string[]).includes(kind);

/** What may have been done; what an address asks for besides is offered as well. */
const actions = Object.keys(houseActions) as Action[];
type Action = keyof typeof houseActions;
export const isAction = (action: string): action is Action => (actions as readonly string[]).includes(action);
export const actionsWith = (asked: string | undefined): string[] =>
  asked === undefined || isAction(asked) ? actions : [...actions, asked];
export const spaced = (action: string) => action.replaceAll('_', ' ');
