import { z } from 'zod';
import { Side } from '../tasks/schema.ts';
import { Id, Instant } from '../values.ts';

const working = z
  .int()
  .meta({ description: 'Milliseconds of working time, in the calendar of the account that owns the process.' });
const real = z.int().meta({ description: 'Milliseconds by any clock.' });

const Link = z
  .object({
    what: z.enum(['work', 'stopped', 'halted', 'suspended', 'planned', 'product']).meta({
      description:
        '`work`: it was with the account. `stopped`: its clock stood still, for the owner. `halted`: it had failed, and the owner ' +
        'had not decided how to go on. `suspended`: the account had suspended the trust by which it was to be assigned. ' +
        '`planned`: it was not to begin yet. `product`: Accord’s own time.',
    }),
    from: Instant,
    to: Instant,
    workingMs: working,
    realMs: real,
    account: Side.nullable().meta({ description: 'Whose turn it was; null: nobody’s.' }),
    title: z.string().nullable().meta({ description: 'What was waited for, or did not begin yet.' }),
    task: Id.nullable(),
    round: z.int().nullable(),
    notBefore: Instant.nullable(),
  })
  .meta({ id: 'ElapsedLink' });

const Share = z
  .object({
    turn: z.enum(['account', 'planned', 'product', 'before']).meta({
      description: '`before`: whatever there was before the task was assigned, to who does not follow its process.',
    }),
    account: Side.nullable(),
    workingMs: working,
    realMs: real.nullable(),
  })
  .meta({ id: 'ElapsedShare' });

export const ElapsedTime = z
  .object({
    title: z.string(),
    from: Instant.nullable().meta({ description: 'When the process began; null for who does not follow it.' }),
    to: Instant.meta({ description: 'Its end, or now.' }),
    over: z.boolean(),
    links: z.array(Link).meta({ description: 'In order of time, each from where the one before ends.' }),
    shares: z.array(Share).meta({ description: 'By whose turn it was; they add up to the total exactly.' }),
    total: z.object({ workingMs: working, realMs: real.nullable() }),
  })
  .meta({ id: 'ElapsedTime' });
