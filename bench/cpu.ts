import { readdirSync, readFileSync } from 'node:fs';

/** What the kernel counts in, on every Linux that Node runs on: hundredths of a second. */
const tickMs = 10;

/** ms of processor time that a process, those under it and those that ended under it have used; 0 once it is gone. */
function cpuMs(pid: number): number {
  const table = readTable();
  const sum = (of: number): number => {
    const children = [...table].filter(([, { parent }]) => parent === of).map(([child]) => child);
    return (table.get(of)?.ticks ?? 0) + children.reduce((total, child) => total + sum(child), 0);
  };
  return sum(pid) * tickMs;
}

/** ms of processor time of this process alone. */
const ownCpuMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** By part, in ms. */
export type Cpu = { readonly [part: string]: number };

export const readCpu = (pids: { readonly [part: string]: number }): Cpu => ({
  ...Object.fromEntries(Object.entries(pids).map(([part, pid]) => [part, cpuMs(pid)])),
  clients: ownCpuMs(),
});

/** What was used between two readings, divided by `by`, to a tenth. */
export const cpuPer = (by: number, before: Cpu, after: Cpu): Cpu =>
  Object.fromEntries(
    Object.entries(after).map(([part, ms]) => [part, Math.round(((ms - (before[part] ?? 0)) / by) * 10) / 10]),
  );

export const total = (cpu: Cpu): number => Object.values(cpu).reduce((sum, ms) => sum + ms, 0);

function readTable(): Map<number, { parent: number; ticks: number }> {
  const table = new Map<number, { parent: number; ticks: number }>();
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    const fields = statOf(entry);
    // After the name: state, parent, …; user, system, and the same of children that have ended are 14 to 17 of all.
    if (fields) table.set(Number(entry), { parent: Number(fields[1]), ticks: fields.slice(11, 15).reduce(add, 0) });
  }
  return table;
}

const add = (sum: number, field: string) => sum + Number(field);

function statOf(pid: string): string[] | undefined {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ');
  } catch {
    return undefined;
  }
}
