import { MikroORM } from '@mikro-orm/postgresql';
import type { Command } from 'commander';
import { type Head, headLine, keptHeads, verdict, verifyWhole } from '../../cli/heads.ts';
import { Account } from '../../domain/account/account.entity.ts';
import { headOf } from '../../domain/audit/head.ts';
import { verifyChain } from '../../domain/audit/verify.ts';
import { entities } from '../../domain/entities.ts';
import { readConfig } from '../config.ts';
import { Problem } from '../problem.ts';

/** For operators, who see the database and need no account's leave. */
export function auditCommands(program: Command): void {
  const audit = program.command('audit').description('Whether the audit logs are still what was written');
  audit
    .command('heads [handle]')
    .description('where each chain ends now, as lines to keep elsewhere')
    .action((handle?: string) =>
      eachAccount(handle, async (orm, { id, handle: name }) => {
        const head = await headOf(orm.em.fork(), id);
        if (head) console.log(headLine(name, { ...head, sealedAt: head.sealedAt.toISOString() }));
      }),
    );
  audit
    .command('verify [handle]')
    .description('computes the chains anew; exit code 1 and what does not fit when one is broken')
    .option('--kept <file>', 'lines of "audit heads": what was sealed until then must be the same still')
    .action(verify);
}

async function verify(handle: string | undefined, { kept: file }: { kept?: string }): Promise<void> {
  const kept = new Map(Object.entries(Object.groupBy(file ? headsOf(file) : [], ({ account }) => account)));
  await eachAccount(handle, async (orm, { id, handle: name }) => {
    const ask = async (after: Head | null) => {
      const { newest, ...found } = await verifyChain(orm.em.fork(), id, after, atOnce);
      return { ...found, head: newest };
    };
    const heads = kept.get(name) ?? [];
    kept.delete(name);
    const found = await verifyWhole(ask, heads);
    console[found.fault ? 'error' : 'log'](verdict(name, found, heads.length));
    if (found.fault) process.exitCode = 1;
  });
  if (handle || kept.size === 0) return;
  throw new Problem(`There is no account ${[...kept.keys()].join(', ')}, of which a head was kept.`);
}

function headsOf(file: string) {
  try {
    return keptHeads(file);
  } catch (error) {
    throw new Problem((error as Error).message);
  }
}

async function eachAccount(handle: string | undefined, work: (orm: MikroORM, account: Account) => Promise<void>) {
  const { DATABASE_MIGRATOR_URL: clientUrl } = readConfig(['DATABASE_MIGRATOR_URL']);
  const orm = await MikroORM.init({ clientUrl, entities });
  try {
    const accounts = await orm.em.fork().find(Account, handle ? { handle } : {}, { orderBy: { handle: 'asc' } });
    if (handle && accounts.length === 0) throw new Problem(`There is no account "${handle}".`);
    for (const account of accounts) await work(orm, account);
  } finally {
    await orm.close();
  }
}

const atOnce = 1_000;
