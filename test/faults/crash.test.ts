import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { rows } from '../domain/process-made.ts';
import { until } from '../support/engine.ts';
import { type Organisation, organisation } from '../support/organisation.ts';
import { Callers } from './caller.ts';
import { chainsOf } from './chains.ts';
import { Hire, people, steps, welcome } from './hire.ts';
import { noticesIn, outcomeOf, troublesOf } from './outcome.ts';
import { type PartName, Plant, partNames } from './plant.ts';

let org: Organisation;
let plant: Plant;
let callers: Callers;
beforeAll(async () => {
  org = await organisation();
  plant = await Plant.open(org.database);
  callers = new Callers(plant.url);
  for (const [key] of people) await callers.signIn(key);
}, 120_000);
afterAll(async () => {
  await plant?.stop();
  await org?.close();
}, 60_000);

test('killing API, worker and Temporal at every step of a process loses nothing and doubles nothing', async () => {
  const plain = new Hire('undisturbed', org, callers, 500);
  for (const step of steps) await plain.take(step);
  await plain.moveToFirstDay();
  await plain.take(welcome);
  await plain.ended();

  // For each part one process whose command is under way when the part is killed, and one that was just answered.
  const answered = new Map(partNames.map((part) => [part, new Hire(`${part} killed after`, org, callers)]));
  const sent = new Map(partNames.map((part) => [part, new Hire(`${part} killed during`, org, callers)]));
  const crashed = [...answered.values(), ...sent.values()];
  for (const step of steps) {
    const waiting = Date.now();
    await killingAtEach(async (part, kill) => {
      await answered.get(part)?.take(step);
      await sent.get(part)?.take(step, kill);
    });
    if (step.name !== 'wait') continue;
    // The timers run out while the parts are down, or while they come back.
    await pause(Math.max(0, waiting + (crashed[0] as Hire).waits - Date.now()));
    await killingAtEach(async (_, kill) => kill());
  }
  await Promise.all(crashed.map((hire) => hire.moveToFirstDay()));
  await killingAtEach(async (part, kill) => (part === 'api' ? undefined : kill()));
  await killingAtEach(async (part, kill) => {
    await answered.get(part)?.take(welcome);
    await sent.get(part)?.take(welcome, kill);
  });
  await Promise.all(crashed.map((hire) => hire.ended()));
  await check(plain, crashed, 'COMPLETED');
}, 400_000);

/** A longer search: `ACCORD_TEST_FAULTS=10` kills parts at random for ten minutes. `ACCORD_TEST_SEED` repeats a run. */
const minutes = Number(process.env.ACCORD_TEST_FAULTS ?? 0);
if (minutes > 0)
  test(
    'killing parts at random while people work for minutes loses nothing and doubles nothing',
    async () => {
      const seed = Number(process.env.ACCORD_TEST_SEED ?? Date.now() % 1_000_000);
      console.log(`seed ${seed}`);
      const random = randomFrom(seed);
      const plain = new Hire(`undisturbed ${seed}`, org, callers, 60_000);
      await wholly(plain);
      const end = Date.now() + minutes * 60_000;
      const kills = { ...plant.kills };
      let over = false;
      const killing = (async () => {
        while (!over) {
          await pause(500 + random() * 4_000);
          await plant.crash(partNames[Math.floor(random() * partNames.length)] as PartName);
        }
      })();
      const crashed: Hire[] = [];
      const lane = async (name: string) => {
        for (let count = 1; Date.now() < end; count++) {
          const hire = new Hire(`${name} ${count} ${seed}`, org, callers, 60_000);
          crashed.push(hire);
          await wholly(hire);
        }
      };
      await Promise.all(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map(lane));
      over = true;
      await killing;
      const killed = partNames.map((part) => `${part} ${plant.kills[part] - kills[part]}`).join(', ');
      console.log(
        `${crashed.length} processes, ${callers.acknowledged.length} commands (${callers.repeated} sent again), killed: ${killed}`,
      );
      await check(plain, crashed, 'RUNNING');
    },
    minutes * 60_000 + 900_000,
  );

/** Up to the first day: what moves a clock takes no key, so that it cannot be sent again. */
async function wholly(hire: Hire): Promise<void> {
  for (const step of steps) await hire.take(step);
}

/** Does something for each part, which kills it at some moment; waits until all are back. */
async function killingAtEach(work: (part: PartName, kill: () => void) => Promise<unknown>): Promise<void> {
  const back: Promise<void>[] = [];
  for (const part of partNames) {
    let killed = false;
    await work(part, () => {
      if (killed) return;
      killed = true;
      back.push(pause(Math.random() * 12).then(() => plant.crash(part)));
    });
  }
  await Promise.all(back);
}

/** The same numbers for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

async function check(plain: Hire, crashed: readonly Hire[], status: 'COMPLETED' | 'RUNNING'): Promise<void> {
  await until(async () => (await rows(org, 'select 1 from outbox')).length === 0, 60);
  // The worker that is up now seals what those that were killed have left.
  await until(async () => (await rows(org, 'select 1 from audit_unsealed')).length === 0, 60);
  const chains = await chainsOf(org);
  expect(chains.length).toBeGreaterThan(0);
  expect(chains.map(({ fault }) => fault)).toEqual(chains.map(() => null));
  const { notices, failed } = await noticesIn(org);
  expect(failed).toEqual([]);
  expect(new Set(notices.map(({ id }) => id)).size).toBe(notices.length);
  const expected = await outcomeOf(org, plain, notices);
  expect(new Set(expected.told).size).toBe(expected.told.length);
  for (const hire of crashed) {
    expect({ hire: hire.name, ...(await outcomeOf(org, hire, notices)) }).toEqual({ hire: hire.name, ...expected });
  }
  for (const { key, again, body } of callers.acknowledged) {
    const written = await rows(org, 'select 1 from audit where command_key = $1', key);
    expect({ key, times: written.length }).toEqual({ key, times: 1 });
    expect({ key, body: (await again()).body }).toEqual({ key, body });
  }
  expect(await troublesOf(plant.temporalAddress, [plain, ...crashed], status)).toEqual([]);
  expect(plant.fell).toEqual([]);
}
