import type { Way } from '../product/compare.ts';

/** A guard of the database taken out: the text of a policy (of `using`) or of a function, as PostgreSQL tells it. */
export type SqlEdit = {
  readonly name: string;
  /** `policy on table`, or a function. */
  readonly policy?: readonly [name: string, table: string];
  readonly function?: string;
  readonly from: string | RegExp;
  readonly to: string;
  /** Which comparison is to notice. */
  readonly way: Way;
};

const person = '( SELECT viewer_person() AS viewer_person)';

/** Takes a part out of a policy; without a part, all of it. */
const policy = (name: string, table: string, what: string, from: string | RegExp = /^.*$/s, to = 'true'): SqlEdit => ({
  name: `${table}: ${what}`,
  ...{ policy: [name, table] as const, from, to },
  way: 'rows',
});

const definer = (name: string, what: string, from: string | RegExp, to: string, way: Way = 'rows'): SqlEdit => ({
  name: `${name}: ${what}`,
  ...{ function: name, from, to, way },
});

/** Guards that another one doubles, so that none alone is missed, are not among them: subqueries look under policies themselves. */
export const sqlEdits: readonly SqlEdit[] = [
  policy(
    'account_read',
    'account',
    'ended trusts keep showing the other side',
    /\(t\.status = ANY \(ARRAY\['accepted'::text, 'suspended'::text\]\)\)/,
  ),
  policy('account_read', 'account', 'who was invited is shown to who invites', '(t.invited_by_id = account.id)'),
  policy('account_read', 'account', 'a trust with anybody shows everybody', '(t.trusted_id = account.id)'),
  policy('account_write', 'account', 'written by anybody'),
  policy('own', 'access_token', 'tokens of others are shown'),
  policy('read', 'audit', 'entries of others are shown'),
  policy('read', 'note', 'internal notes are shown to the other side', `(kind = 'public'::text)`),
  policy(
    'read',
    'note',
    'notes outlive the sight of their task',
    /OR \(EXISTS \( SELECT 1\s+FROM task t.*$/s,
    'OR true))',
  ),
  policy('read', 'note', 'notes after the end of the trust are shown', `(tr.status = 'accepted'::text) OR`, 'true OR'),
  policy('parties', 'trust_grant', 'grants of others are shown'),
  policy('owner', 'withheld', 'what is withheld from others is shown'),
  policy('read', 'note', 'notes of hidden processes are shown', /\(EXISTS \( SELECT 1\s+FROM process p.*?\)\)\)/s),
  policy('own', 'organization', 'organizations of others are shown'),
  policy('own', 'site', 'sites of others are shown'),
  policy('home', 'person', 'people of others are shown'),
  policy('own', 'plan', 'plans of others are shown'),
  policy('own', 'process', 'processes of others are shown'),
  policy('own', 'role', 'roles in other accounts are shown', `(person_id = ${person})`),
  policy('own', 'service', 'services of others are shown'),
  policy('offered', 'service', 'services are shown without being offered'),
  policy('own', 'service_offering', 'offerings of others are shown'),
  policy('offered', 'service_offering', 'offers outlive their trust', `(t.status = 'accepted'::text)`),
  policy('offered', 'service_offering', 'offers to others are shown'),
  policy('own', 'session', 'sessions of others are shown'),
  policy('own', 'stray_invitation', 'invitations by others are shown'),
  policy('own', 'task', 'tasks of others are shown'),
  policy('shared_read', 'task', 'a task shown to one account is shown to all'),
  policy('shared_read', 'task', 'one shared task shows all', '(seen.record_id = task.id)'),
  policy('own', 'team', 'teams of others are shown'),
  policy('linked', 'team', 'linked teams outlive their trust', `(t.status = 'accepted'::text)`),
  policy('linked', 'team', 'teams linked for others are shown'),
  policy('linked', 'team', 'one linked team shows all', '(tt.team_id = team.id)'),
  policy('own', 'team_member', 'members of others’ teams are shown'),
  policy('parties', 'trust', 'trusts of others are shown'),
  policy('granted', 'trust_offering', 'offers in others’ trusts are shown'),
  policy('granted', 'trust_team', 'grants in others’ trusts are shown'),
  policy('sides', 'visibility', 'what is shown to others is shown'),
  definer('said', 'a forged signature is believed', `encode(mac, 'hex') <> right(signed, 64)`, 'false'),
  definer(
    'viewer_directory',
    'every directory is one’s own',
    'where id = (select viewer_account())',
    `where directory_id is not null limit 1`,
  ),
  definer(
    'beside_all_tasks',
    'who works a task is told to its owner',
    'case when t.assigned_account_id = viewer then m.name',
    'case when true then m.name',
  ),
  definer('inbox_rows', 'any task is told', 'v.account_id = viewer and', ''),
  definer(
    'beside_all_tasks',
    'later names are told after the trust ended',
    'case when past.gone then coalesce(past.owner_name, o.name) else o.name end',
    'o.name',
    'api',
  ),
  definer(
    'news_of_all',
    'news after the end of the trust are told',
    `tr.status = 'accepted' or n.at <=`,
    'true or n.at <=',
    'delivery',
  ),
  definer(
    'accounts_once_here',
    'lent roles outlive the trust',
    /exists \(select 1 from trust tr where tr\.id = r\.trust_id and tr\.status = 'accepted'\)/g,
    'true',
    'api',
  ),
  definer(
    'involved_people',
    'contacts are told without being shared',
    'filter (where met.contact), max(p.phone)',
    ', max(p.phone)',
  ),
  definer('plan_beside', 'plans are told without being shared', `and g.capability = 'share_plan'`, ''),
  definer(
    'notes_beside',
    'notes of processes are told without being shared',
    `and g.capability = 'share_workflow_notes'`,
    '',
  ),
  definer('notes_beside', 'internal notes of processes are told', `and n.kind = 'public'`, ''),
  definer('process_begun', 'time is told after the end of the trust', `and tr.status = 'accepted'`, '', 'api'),
  definer('contact_beside', 'contacts outlive the trust', `and by.status = 'accepted'`, ''),
  definer('contact_beside', 'contacts are told without being shared', `and g.capability = 'share_contact'`, ''),
  definer('authors_of_all', 'authors of internal notes are told', `n.kind = 'public'`, 'true'),
  definer('counterparts', 'names outlive the trust', `t.status in ('accepted', 'suspended')`, 'true'),
  definer(
    'counterparts',
    'other accounts’ trusts are told',
    'where (select viewer_account()) in (t.trusting_id, t.trusted_id)',
    '',
  ),
  definer(
    'news_of_all',
    'news of others’ records are told',
    'n.account_id = (select viewer_account()) and wide',
    'wide',
  ),
  definer(
    'accounts_once_here',
    'one acts wherever anybody has a role',
    'where r.person_id = person\n          and',
    'where',
    'api',
  ),
  definer('caller_of_session', 'who is disabled goes on', 'and p.disabled_at is null', '', 'api'),
  definer('caller_of_token', 'a revoked token opens', 't.revoked_at is null', 'true', 'api'),
  definer('caller_of_token', 'a token of who is disabled opens', 'and p.disabled_at is null', '', 'api'),
];
