import type { Command } from 'commander';
import { call } from './api.ts';
import { Failure } from './failure.ts';
import { type Head, headLine, keptHeads, type Part, verdict, verifyWhole } from './heads.ts';

type Chain = { account: string; head: (Head & { sealedAt: string }) | null; unsealed: number };
type Options = { account?: string; kept?: string; json?: boolean };

export function auditCommands(program: Command): void {
  const audit = program.command('audit').description('whether the audit log is still what was written, for auditors');
  audit
    .command('head')
    .description('where its chain ends now, as a line to keep elsewhere')
    .option('--account <handle>', 'the account to act in')
    .option('--json')
    .action(async ({ account, json }: Options) => {
      const chain = await call<Chain>('GET', '/v1/audit/chain', { account });
      if (json) return console.log(JSON.stringify(chain, null, 2));
      if (!chain.head) throw new Failure(`Nothing of ${chain.account} is sealed yet: try again in some seconds.`, 1);
      console.log(headLine(chain.account, chain.head));
    });
  audit
    .command('verify')
    .description('computes the chain anew; exit code 1 and what does not fit when it is broken')
    .option('--account <handle>', 'the account to act in')
    .option('--kept <file>', 'lines of "audit head": what was sealed until then must be the same still')
    .option('--json')
    .action(verify);
}

async function verify({ account, kept: file, json }: Options): Promise<void> {
  const { account: handle } = await call<Chain>('GET', '/v1/audit/chain', { account });
  const kept = file ? keptHeads(file).filter((head) => head.account === handle) : [];
  if (file && kept.length === 0) throw new Failure(`${file} has no head of ${handle}.`, 2);
  const ask = (after: Head | null) =>
    call<Part>('GET', `/v1/audit/chain/verification${after ? `?after=${after.number}:${after.hash}` : ''}`, {
      account,
    });
  const found = await verifyWhole(ask, kept);
  if (json) console.log(JSON.stringify({ account: handle, ...found, kept: kept.length }, null, 2));
  else if (!found.fault) console.log(verdict(handle, found, kept.length));
  if (found.fault) throw new Failure(verdict(handle, found, kept.length), 1);
}
