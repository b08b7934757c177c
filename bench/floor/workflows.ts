import { condition, defineSignal, proxyActivities, proxyLocalActivities, setHandler } from '@temporalio/workflow';
import { waves } from '../shape.ts';
import type { Desk } from './desk.ts';

export type Input = { readonly id: string; readonly enterprise: number };

const { openWave } = proxyLocalActivities<Desk>({ startToCloseTimeout: '30 seconds' });
const { openTask } = proxyActivities<Desk>({ startToCloseTimeout: '30 seconds' });
const target = '8 hours';

/** What one writes first: an activity, a timer and a signal per task. */
export async function naive({ id, enterprise }: Input): Promise<void> {
  const done = new Set<number>();
  setHandler(defineSignal<[number]>('done'), (task) => {
    done.add(task);
  });
  let first = 0;
  for (const wave of waves) {
    const begin = async (task: number) => {
      await openTask(id, enterprise, task);
      await condition(() => done.has(task), target);
    };
    await Promise.all(wave.map((_, index) => begin(first + index)));
    first += wave.length;
  }
}

/** The least that still lets Temporal drive: a local activity and a timer per wave, a signal when one is released. */
export async function sparse({ id, enterprise }: Input): Promise<void> {
  let released = 0;
  setHandler(defineSignal('released'), () => {
    released += 1;
  });
  for (const wave of waves.keys()) {
    await openWave(id, enterprise, wave);
    await condition(() => released > wave, target);
  }
}
