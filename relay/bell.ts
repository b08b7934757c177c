/** Wakes who waits for it, and remembers that it was rung while nobody waited. */
export class Bell {
  private rung = false;
  private wake: (() => void) | undefined;

  ring(): void {
    this.rung = true;
    this.wake?.();
  }

  /** @param most milliseconds after which it ends by itself */
  async wait(most: number, stopping: AbortSignal): Promise<void> {
    if (!this.rung && !stopping.aborted) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, most);
      this.wake = resolve;
      stopping.addEventListener('abort', this.wake);
      await promise;
      stopping.removeEventListener('abort', this.wake);
      clearTimeout(timer);
    }
    this.rung = false;
    this.wake = undefined;
  }
}

export const pause = (ms: number, stopping: AbortSignal) => new Bell().wait(ms, stopping);
