import type { Gauge } from './database.ts';

/** What a database holds in which many accounts have worked for long. */
export type Crowd = {
  readonly tasks: number;
  readonly accounts: number;
  /** Of the tasks, how many lie with one account. */
  readonly crowded: number;
};
/** The specialist of the account with the most tasks, and its only team. */
export type Onlooker = { readonly accountId: string; readonly personId: string; readonly teamId: string };

/**
 * Makes accounts with a specialist and a team each, and open tasks that each is given by the next account, ten a
 * process. Constraints and triggers are left out, so that a million take a minute.
 */
export async function crowd({ query }: Gauge, { tasks, accounts, crowded }: Crowd): Promise<Onlooker> {
  await query('set session_replication_role = replica');
  await query(someAccounts, [accounts]);
  for (const sql of ofAccounts) await query(sql);
  await query(someTasks, [tasks, accounts, crowded]);
  for (const sql of ofTasks) await query(sql);
  await query('set session_replication_role = origin');
  // What a running database does by itself sooner or later.
  await query('vacuum analyze');
  const [onlooker] = await query<Onlooker>(
    'select account as "accountId", person as "personId", team as "teamId" from some_accounts where n = 0',
  );
  return onlooker as Onlooker;
}

const someAccounts = `create temporary table some_accounts as
  select n, (n + 1) % $1::int as next, uuidv7() as account, uuidv7() as person, uuidv7() as team, uuidv7() as trust
  from generate_series(0, $1::int - 1) n`;
const calendar = '{"zone": "UTC", "week": [[], [], [], [], [], [], []], "holidays": []}';
const ofAccounts = [
  `insert into account (id, handle, name, kind, calendar)
   select account, 'crowd-' || n, 'Crowd ' || n, 'standard', '${calendar}' from some_accounts`,
  `insert into person (id, home_id, name) select person, account, 'Specialist ' || n from some_accounts`,
  `insert into team (id, account_id, name) select team, account, 'Team ' || n from some_accounts`,
  'insert into team_member (account_id, team_id, person_id) select account, team, person from some_accounts',
  `insert into role (account_id, person_id, name) select account, person, 'specialist' from some_accounts`,
  `insert into trust (id, trusting_id, trusted_id, invited_by_id, status, invited_at, expires_at, decided_at)
   select provider.trust, customer.account, provider.account, customer.account, 'accepted', now(), now(), now()
   from some_accounts provider join some_accounts customer on customer.n = provider.next`,
  'insert into trust_team (trust_id, team_id, account_id) select trust, team, account from some_accounts',
];

/** `$3` of them with the first account, the rest with the others in turn, due in the order of chance. */
const someTasks = `create temporary table some_tasks as
  select task, provider, due, (row_number() over (partition by provider) - 1) / 10 as ten
  from (select uuidv7() as task, case when n < $3::int then 0 else 1 + n % ($2::int - 1) end as provider,
          now() + random() * interval '30 days' as due
        from generate_series(0, $1::int - 1) n)`;
const sides = `join some_accounts provider on provider.n = made.provider
   join some_accounts customer on customer.n = provider.next`;
const ofTasks = [
  `create temporary table some_processes as
   select provider, ten, uuidv7() as process, row_number() over (partition by provider order by ten) as number
   from (select distinct provider, ten from some_tasks)`,
  'analyze some_accounts, some_tasks, some_processes',
  `insert into process (id, account_id, number, template, plan_hash, title, input, bindings, subject_id, manager_id,
     status, started_by_id, started_at)
   select process, customer.account, number, 'crowd', '', 'A process', '{}', '{}', customer.person, customer.person,
     'in_progress', customer.person, now()
   from some_processes made ${sides}`,
  `insert into task (id, account_id, process_id, node, category, title, process_title, status, assigned_account_id,
     trust_id, team_id, due, activated_at)
   select task, customer.account, process, task::text, 'implementation', 'A task', 'A process', 'assigned',
     provider.account, provider.trust, provider.team, due, now()
   from some_tasks made join some_processes using (provider, ten) ${sides}`,
  `insert into visibility (account_id, record_id, holder_id, why, owner_id, process_id, trust_id, team_id, since, open, due)
   select provider.account, task, provider.team, 'assigned', customer.account, process, provider.trust, provider.team,
     now(), true, due
   from some_tasks made join some_processes using (provider, ten) ${sides}`,
];
