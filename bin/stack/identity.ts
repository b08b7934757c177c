import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** A process that cannot be mistaken for a later one with the same number. */
export type Identity = { readonly pid: number; readonly born: string };

/** Undefined when no such process runs (a zombie does not). */
export function identify(pid: number): Identity | undefined {
  const born = existsSync('/proc/self/stat') ? bornByProc(pid) : bornByPs(pid);
  return born === undefined ? undefined : { pid, born };
}

export function lives(identity: Identity): boolean {
  return identify(identity.pid)?.born === identity.born;
}

function bornByProc(pid: number): string | undefined {
  try {
    // The second field is the name in brackets and may hold anything; state is the 3rd field, start time the 22nd.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return fields[0] === 'Z' ? undefined : fields[19];
  } catch {
    return undefined;
  }
}

function bornByPs(pid: number): string | undefined {
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined;
  } catch {
    return undefined;
  }
}
