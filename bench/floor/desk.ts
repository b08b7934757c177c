import { clientOf, clients, type Role, waves } from '../shape.ts';

export type OpenTask = { readonly id: string; readonly task: number; readonly wave: number };
export type Desk = ReturnType<typeof deskOf>['activities'];

/** Inboxes in memory, in place of a database: the floor is the engine alone. */
export function deskOf() {
  const inboxes: OpenTask[][] = clients.map(() => []);
  const left = new Map<string, number>();
  const open = (id: string, enterprise: number, task: number) => {
    const { wave, role } = tasks[task] as (typeof tasks)[number];
    inboxes[clientOf(enterprise, role)]?.push({ id, task, wave });
  };
  return {
    activities: {
      async openTask(id: string, enterprise: number, task: number): Promise<void> {
        open(id, enterprise, task);
      },
      async openWave(id: string, enterprise: number, wave: number): Promise<void> {
        for (const [task, { wave: of }] of tasks.entries()) if (of === wave) open(id, enterprise, task);
      },
    },
    take: (client: number): OpenTask[] => inboxes[client]?.splice(0) ?? [],
    /** True when it was the last of its wave. */
    finish({ id, wave }: OpenTask): boolean {
      const key = `${id} ${wave}`;
      const now = (left.get(key) ?? waves[wave]?.length ?? 0) - 1;
      left.set(key, now);
      return now === 0;
    },
  };
}

const tasks: readonly { readonly wave: number; readonly role: Role }[] = waves.flatMap((wave, index) =>
  wave.map((role) => ({ wave: index, role })),
);
