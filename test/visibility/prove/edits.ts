import type { Way } from '../product/compare.ts';

/** A guard taken out of a source file: the text must stand there exactly once. */
export type Edit = {
  readonly name: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
  /** Which comparison is to notice: for rules of the domain one past row level security, which would make up for them. */
  readonly way: Way;
};

const edit =
  (file: string, way: Way = 'door') =>
  (name: string, from: string, to: string): Edit => ({ name: `${file}: ${name}`, file, from, to, way });

const viewer = edit('domain/viewer.ts');
const seen = edit('domain/task/seen.ts');
const list = edit('domain/task/list.ts');
const inbox = edit('domain/task/inbox.ts');
const see = edit('domain/task/see.ts');
const approvals = edit('domain/task/approvals.ts');
const notes = edit('domain/note/notes.ts');
const processes = edit('domain/process/list.ts');
const process = edit('domain/process/follow.ts');
const elapsed = edit('domain/task/elapsed.ts');
const people = edit('domain/person/seen.ts');
const places = edit('domain/person/places.ts');
const roles = edit('domain/person/roles.ts');
const teams = edit('domain/person/teams.ts');
const services = edit('domain/service/services.ts');
const offerings = edit('domain/service/offerings.ts');
const offered = edit('domain/service/offered.ts');
const trusts = edit('domain/trust/seen.ts');
const live = edit('domain/live.ts', 'post');
const letter = edit('domain/mail/letter.ts', 'post');
const model = (file: string) => edit(`test/visibility/model/${file}.ts`, 'api');

export const edits: readonly Edit[] = [
  seen(
    'hidden tasks are answered',
    '{ $and: [{ id }, visibleTasks(door.viewer)] }, { populate }',
    '{ id }, { populate }',
  ),
  seen('what was taken is kept by who works no more', 'v.person_id = ? and v.team_id is null', 'v.person_id = ?'),
  seen('who does no work sees what is shown to his account', `shown(\` and \${askedOf}\`, personId)`, "shown('')"),
  inbox('what is done still waits', 'where v.account_id = ? and v.open and', 'where v.account_id = ? and'),
  inbox('teams of who does no work', '(viewer) ? viewer.teamIds : []', '(viewer) ? viewer.teamIds : viewer.teamIds'),
  see('everybody reads all votes', 'follows.has(taskId) || approverId === door.viewer.personId', 'true'),
  see(
    'providers read the process',
    '$and: [{ id: { $in: [...ids] } }, visibleProcesses(viewer)]',
    'id: { $in: tasks.map(({ processId }) => processId) }',
  ),
  approvals('votes of others are listed', 'approverId: person(door.viewer),\n      ...(status', '...(status'),
  approvals('votes of others are answered', '{ id, approverId: person(door.viewer) }', '{ id }'),
  notes('end users read internal notes', `: { kind: 'public' as const };`, ': {};'),
  processes('end users list all processes', 'if (!seesWork(viewer)) return { ...own, $or: answered };', ''),
  process(
    'processes of others are answered',
    '{ $and: [{ id }, visibleProcesses(door.viewer)] },\n    lock',
    '{ id },\n    lock',
  ),
  elapsed(
    'whose time a hidden process took is answered',
    '$and: [{ id: task.processId }, visibleProcesses(viewer)]',
    'id: task.processId',
  ),
  elapsed('who is asked reads how long others took', '!row?.begun || ', ''),
  people('end users see everybody', 'if (!seesPeople(viewer)) return self;', ''),
  people('people of others are listed', 'const known = { homeId: { $in: await homesOf(door) } };', 'const known = {};'),
  places(
    'organizations of others are answered',
    'Organization, { id, accountId: { $in: await placesOf(door) } }',
    'Organization, { id }',
  ),
  places('sites of others are answered', 'Site, { id, accountId: { $in: await placesOf(door) } }', 'Site, { id }'),
  roles(
    'everybody reads roles',
    `if (id !== door.viewer.personId) demand(door.viewer, 'account_admin', 'auditor');`,
    '',
  ),
  teams('teams of others are listed', '{ accountId: door.viewer.accountId, ...(after', '{ ...(after'),
  teams('linked teams outlive their trust', ` and t.status = 'accepted'`, ''),
  teams('members of linked teams are shown', 'if (!isOwn(team)) return { team, own: false };', ''),
  services(
    'services of others are answered',
    'readsServices(door) && (await door.em.findOne(Service, { id, accountId: door.viewer.accountId }))',
    'readsServices(door) && (await door.em.findOne(Service, { id }))',
  ),
  services('services of others are listed', '{ accountId: door.viewer.accountId, ...(after', '{ ...(after'),
  services('end users read services', 'viewer.personId === null || hasAny(viewer, seeingServices)', 'true'),
  offerings('offerings of others are answered', '{ id, accountId: viewer.accountId }', '{ id }'),
  offered('offers outlive their trust', `, status: 'accepted' }`, ' }'),
  trusts('end users list trusts', 'demand(door.viewer, ...seeingTrusts);', ''),
  trusts('end users read trusts', `if (!seesTrusts(viewer)) throw new NotFound('trust');`, ''),
  live('end users are told of all work', 'seesWork(viewer)]', 'true]'),
  letter(
    'mails about hidden tasks',
    '{ $and: [{ id: { $in: [...notice.tasks] } }, visibleTasks(viewer)] }',
    '{ id: { $in: [...notice.tasks] } }',
  ),
  viewer('auditors see no work', `'account_admin', 'auditor']`, `'account_admin']`),
  list('end users list what is shown to their account', `\`and \${askedOf}\``, "'and ?::uuid is not null'"),
  model('trusts')(
    'the state of a trust counts for nothing',
    `t !== undefined && t.status === 'accepted' && t.endedAt === null && !suspended(t);`,
    't !== undefined;',
  ),
  model('trusts')(
    'trusts work both ways',
    'live(t) && t.trustingId === trusting && t.trustedId === trusted',
    'live(t) && t.trustingId === trusted && t.trustedId === trusting',
  ),
  model('rules/note')(
    'internal notes are for both sides',
    'n.accountId === eye.ctx.account && role && seen',
    'role && seen',
  ),
  model('party')(
    'nothing is kept after a trust has ended',
    'share.finalAt !== null && share.finalAt <= cut(t) ?',
    'false ?',
  ),
  model('rules/task')('end users see the work of their account', 'const sees = works(', 'const sees = true || works('),
  model('rules/person')('everybody sees everybody of his account', 'role && shared(w, ctx, p),', 'shared(w, ctx, p),'),
  model('rules/trust')('specialists see trusts', `has(ctx, 'auditor')`, `has(ctx, 'specialist')`),
  model('context')(
    'roles of other accounts count',
    'r.personId === person && r.accountId === account && holds(w, r)',
    'r.personId === person && holds(w, r)',
  ),
];
