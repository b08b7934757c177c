/**
 * The onboarding that is measured, as floor and as product: 12 human tasks in 4 waves, a wave opening once all of the
 * one before is finished. Each task by the role that does it.
 */
export const waves = [
  ['it', 'facilities', 'payroll'],
  ['it', 'it', 'facilities', 'payroll', 'training', 'training', 'vendor'],
  ['it'],
  ['hr'],
] as const;

export type Role = (typeof waves)[number][number];
export const tasksPerProcess = waves.flat().length;

/** Four enterprises of six accounts, one a role: 24 accounts. */
export const enterprises = 4;
export const roles = ['hr', 'it', 'facilities', 'payroll', 'training', 'vendor'] as const satisfies readonly Role[];

/** The clients, two an enterprise: which accounts each works for. Those who work for HR also start processes. */
export const clients = [...Array(enterprises).keys()].flatMap((enterprise) => [
  { enterprise, roles: ['hr', 'training', 'vendor'] as readonly Role[] },
  { enterprise, roles: ['it', 'facilities', 'payroll'] as readonly Role[] },
]);

/** The client that works for a role of an enterprise. */
export const clientOf = (enterprise: number, role: Role): number =>
  clients.findIndex((client) => client.enterprise === enterprise && client.roles.includes(role));
