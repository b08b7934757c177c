import { IsolationLevel, MikroORM } from '@mikro-orm/postgresql';
import { Account } from '../account/account.entity.ts';
import { newId } from '../id.ts';
import { type Check, checks } from './checks.ts';

/** Something that does not fit together. */
export type Finding = {
  /** What is wrong, as a sentence. */
  readonly wrong: string;
  readonly mended: boolean;
};

/**
 * Compares, over all accounts, what is shown to whom with who was given what, and looks for states that must not be. With
 * `mending` it mends what can be mended, with an entry in the audit of the account whose record it is.
 */
export async function reconcile(reconcilerUrl: string, mending: boolean): Promise<readonly Finding[]> {
  const orm = await MikroORM.init({ clientUrl: reconcilerUrl, entities: [Account] });
  try {
    return await orm.em.transactional(
      async (em) => {
        const execute: Execute = (sql, values) => em.execute(sql, values);
        const findings: Finding[] = [];
        for (const check of checks) findings.push(...(await apply(check, mending, execute)));
        return findings;
      },
      // One state of everything: what is being worked on meanwhile is not taken for wrong.
      { isolationLevel: IsolationLevel.REPEATABLE_READ },
    );
  } finally {
    await orm.close();
  }
}

type Execute = <Row>(sql: string, values?: unknown[]) => Promise<Row[]>;
type Wrong = { readonly id: string; readonly account_id: string; readonly handle: string };

async function apply({ wrong, record, find, mend }: Check, mending: boolean, execute: Execute): Promise<Finding[]> {
  const found = await execute<Wrong>(
    `select found.*, account.handle from (${find}) found join account on account.id = found.account_id order by found.id`,
  );
  const mended = new Set(
    mending && mend && found.length > 0 ? (await execute<{ id: string }>(mend)).map(({ id }) => id) : [],
  );
  const findings: Finding[] = [];
  for (const { id, account_id, handle } of found) {
    const sentence = wrong.replace('{record}', `${record} ${id}`).replace('{account}', handle);
    if (mended.has(id)) {
      await execute(
        `insert into audit (id, at, account_id, actor_account_id, record_kind, record_id, action, changes)
         values (?, now(), ?, ?, ?, ?, 'reconciled', ?)`,
        [newId(), account_id, account_id, record, id, JSON.stringify({ wrong: sentence })],
      );
    }
    findings.push({ wrong: sentence, mended: mended.has(id) });
  }
  return findings;
}
