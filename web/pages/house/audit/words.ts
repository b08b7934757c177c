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

export const spaced = (action: string) => action.replaceAll('_', ' ');
