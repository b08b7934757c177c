import type { Client } from './api.ts';

export type Told = {
  readonly event: string;
  readonly id: string;
  readonly data: { kind: string; id: string; action: string; process: string | null; account: { handle: string } };
};

/** An open stream of events, read as it comes. */
export type Stream = {
  readonly status: number;
  readonly told: readonly Told[];
  /** Resolves with the first event, told already or to come, that fits. Fails after `seconds`. */
  readonly until: (fits: (told: Told) => boolean, seconds?: number) => Promise<Told>;
  /** Resolves once the server has ended it. */
  readonly ended: Promise<void>;
  readonly close: () => void;
};

export async function listen(client: Client, headers: { readonly [name: string]: string } = {}): Promise<Stream> {
  const stopping = new AbortController();
  const response = await fetch(new URL('/v1/live', client.url), {
    headers: { ...client.headers, ...headers },
    signal: stopping.signal,
  });
  const told: Told[] = [];
  const waiting = new Set<() => void>();
  const ended = read(response, (one) => {
    told.push(one);
    for (const look of waiting) look();
  });
  return {
    status: response.status,
    told,
    ended,
    close: () => stopping.abort(),
    until: (fits, seconds = 5) =>
      new Promise((resolve, reject) => {
        const late = setTimeout(() => {
          waiting.delete(look);
          reject(new Error(`Not told within ${seconds} s; told was ${JSON.stringify(told)}`));
        }, seconds * 1000);
        const look = () => {
          const found = told.find(fits);
          if (!found) return;
          clearTimeout(late);
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
  };
}

async function read(response: Response, tell: (told: Told) => void): Promise<void> {
  let rest = '';
  try {
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      rest += chunk;
      for (let end = rest.indexOf('\n\n'); end >= 0; end = rest.indexOf('\n\n')) {
        const fields = new Map(
          rest
            .slice(0, end)
            .split('\n')
            .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]),
        );
        rest = rest.slice(end + 2);
        const data = fields.get('data');
        if (data !== undefined)
          tell({ event: fields.get('event') ?? '', id: fields.get('id') ?? '', data: JSON.parse(data) });
      }
    }
  } catch (error) {
    if ((error as Error).name !== 'AbortError') throw error;
  }
}
