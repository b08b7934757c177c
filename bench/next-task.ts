import { setTimeout as pause } from 'node:timers/promises';
import { handleOf, observed } from './cast.ts';
import { complete, inboxOf, type Observer } from './product.ts';
import { waves } from './shape.ts';

/**
 * Works one process after the other alone and takes the time from the response to the completion that releases a wave
 * until the inbox of the account next in turn shows its first task, in ms. Ends after `processes`, or once `over`.
 */
export async function nextTaskVisible(
  { session, start }: Observer,
  processes: number,
  over: () => boolean,
  stopping: AbortSignal,
): Promise<number[]> {
  const times: number[] = [];
  for (let done = 0; done < processes && !over(); done++) {
    await start('bench-onboarding');
    for (const [index, wave] of waves.entries()) {
      const released = performance.now();
      await firstIn(handleOf(observed, wave[0]));
      if (index > 0) times.push(performance.now() - released);
      for (let left: number = wave.length; left > 0; ) {
        for (const row of await inboxOf(session)) {
          await complete(session, row);
          left -= 1;
        }
      }
    }
  }
  return times;

  async function firstIn(account: string): Promise<void> {
    while ((await inboxOf(session, account)).length === 0) {
      stopping.throwIfAborted();
      await pause(1);
    }
  }
}
