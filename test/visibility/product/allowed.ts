import { has, isSpecialist } from '../model/context.ts';
import { suspended } from '../model/trusts.ts';
import { view, why } from '../model/view.ts';
import {
  abroad,
  holds,
  is,
  isDirectory,
  less,
  lets,
  mayReadHandle,
  more,
  ownPerson,
  ownVotes,
  ownWork,
  refuses,
} from './allowed-when.ts';
import type { Divergence } from './decision.ts';

type Allowance = { readonly reason: string; readonly covers: (d: Divergence) => boolean };

/** Where the product deliberately answers otherwise than the model. Everything else that differs is a defect. */
export const allowances: { readonly [name: string]: Allowance } = {
  directory: {
    reason: 'An account reads the name of its directory, whose people work in it.',
    covers: (d) => is(d, 'get account', 'list account', 'rows account') && isDirectory(d, d.record?.id),
  },
  handles: {
    reason: 'A handle is shown beside the name of an account and in trusts: people invite and choose by it.',
    covers: (d) => is(d, 'mask account.handle', 'mask trust.accountHandle', 'text account-handle') && mayReadHandle(d),
  },
  counterparties: {
    reason: 'Accounts that are read one by one are listed, too; there is no list of others.',
    covers: (d) => more(d) && is(d, 'list account') && view(d.world, d.ctx, d.record!) !== undefined,
  },
  rounds: {
    reason: 'Who holds a task reads which attempt it is: the one before was refused or failed by somebody who held it.',
    covers: (d) => more(d) && is(d, 'mask task.round'),
  },
  votes: {
    reason: 'Who reads a process of his account whole reads what was voted in it.',
    covers: (d) => more(d) && is(d, 'mask task.votes', 'stream approval') && ownWork(d),
  },
  'own record': {
    reason: 'One’s own manager, organization and site are named by their ids wherever one acts.',
    covers: (d) =>
      more(d) &&
      is(d, 'mask person.managerId', 'mask person.organizationId', 'mask person.siteId') &&
      d.record?.id === d.ctx.person,
  },
  'approval card': {
    reason: 'Who is asked for an approval reads since when, whether it is still open, and his own vote.',
    covers: (d) =>
      more(d) &&
      ownVotes(d).length > 0 &&
      (is(d, 'mask task.status', 'mask task.activatedAt', 'mask task.finishedAt') ||
        // That it begins and that it is over is told when it happens, too.
        (is(d, 'stream task') && /^(complete|approve|reject|cancel) of status/.test(d.at ?? '')) ||
        (is(d, 'mask task.votes') && d.product === JSON.stringify(ownVotes(d)))),
  },
  'own accounts': {
    reason: 'Row level security shows a person the accounts in which he has a role: he chooses among them.',
    covers: (d) =>
      is(d, 'rows account') && d.world.role.some((r) => r.accountId === d.record?.id && r.personId === d.ctx.person),
  },
  invitations: {
    reason: 'Row level security shows an account that has invited this one: who is invited reads who invites.',
    covers: (d) =>
      is(d, 'rows account') &&
      d.world.trust.some(
        (t) =>
          t.status === 'pending' &&
          t.invitedById === d.record?.id &&
          [t.trustingId, t.trustedId].includes(d.ctx.account),
      ),
  },
  'owners of tasks': {
    reason: 'Row level security shows the account whose task one holds or has finished.',
    covers: (d) =>
      is(d, 'rows account') &&
      d.world.task.some((t) => t.accountId === d.record?.id && t.shares.some((s) => s.accountId === d.ctx.account)),
  },
  'people who left': {
    reason: 'Who reads what a person does reads whether he is still there: nobody is to be linked to who is not.',
    covers: (d) => more(d) && is(d, 'mask person.disabledAt') && isSpecialist(d.ctx),
  },
  'expired invitations': {
    reason: 'An invitation that expired was decided then.',
    covers: (d) =>
      more(d) && is(d, 'mask trust.decidedAt') && d.record?.type === 'trust' && d.record.decidedAt === null,
  },
  'no change': {
    reason: 'That somebody did something to a task is told even if it changed nothing, or only who has it in his team.',
    covers: (d) => more(d) && /stream/.test(`${d.kind} ${d.of}`) && / of (member)?$/.test(d.at ?? ''),
  },
  'less: counterparties': {
    reason: 'Only who does the work of an account reads the other sides of its trusts.',
    covers: (d) => less(d) && is(d, 'get account') && !isSpecialist(d.ctx),
  },
  'less: services': {
    reason: 'Services are read by who does the work of an account, and by designers.',
    covers: (d) => less(d) && /(service|offering)$/.test(d.of) && !isSpecialist(d.ctx) && !has(d.ctx, 'designer'),
  },
  'less: managed tasks': {
    reason: 'Tasks of a process that one answers for are listed with the process, and it is what streams tell of.',
    covers: (d) =>
      less(d) && is(d, 'list task', 'stream task', 'stream approval', 'stream note') && !isSpecialist(d.ctx),
  },
  'less: approvers': {
    reason: 'Who is asked for an approval reads what it is about in the vote; the process has no page for him.',
    covers: (d) =>
      less(d) &&
      is(
        d,
        'get process',
        'list process',
        'stream process',
        'notes public',
        'stream approval',
        'stream note',
        'mail approval',
      ) &&
      d.world.approval.some((a) => a.approverId === d.ctx.person && (!isSpecialist(d.ctx) || abroad(d))),
  },
  'less: work': {
    reason: 'Who does no work of the account is offered none, whatever team he was left in.',
    covers: (d) => is(d, 'inbox task') && d.product === 'hidden' && !isSpecialist(d.ctx),
  },
  'less: members': {
    reason: 'Who sees no people of the account sees no members of its teams.',
    covers: (d) =>
      is(d, 'mask team.members', 'mask team.coordinatorId') && d.product === 'nothing' && !isSpecialist(d.ctx),
  },
  'less: ended trusts': {
    reason: 'Of a trust that does not stand, neither the other side’s name is read nor what was granted in it.',
    covers: (d) =>
      is(d, 'mask trust.accountName', 'mask trust.teams', 'mask trust.offerings', 'mask trust.grants') &&
      d.product === 'nothing' &&
      d.record?.type === 'trust' &&
      (d.record.status !== 'accepted' || suspended(d.record) || /^trust (revoke|suspend) /.test(d.of)),
  },
  'work of the account': {
    reason: 'A task is worked by every specialist of the account that holds it, and not by its team alone.',
    covers: (d) =>
      lets(d) &&
      is(
        d,
        'act task accept',
        'act task start',
        'act task wait',
        'act task complete',
        'act task fail',
        'act task reject',
        'act task reassign',
      ) &&
      holds(d),
  },
  'malformed first': {
    reason: 'What cannot be meant is refused before anything is looked up, whether that is hidden or missing.',
    covers: (d) => d.model === 'not found' && (d.at?.includes('→ 422 Some of what was sent') ?? false),
  },
  'less: tokens of others': {
    reason: 'Tokens are their owners’: an administrator disables the person.',
    covers: (d) => d.product === 'not found' && is(d, 'act token revoke_token'),
  },
  'processes of the account': {
    reason:
      'Specialists and administrators of an account direct its processes beside their managers, and write in them.',
    covers: (d) =>
      lets(d) &&
      is(d, 'act task cancel', 'act task retry', 'act process cancel', 'act task note', 'act process note') &&
      ownWork(d),
  },
  'less: handing on': {
    reason: 'A task is handed on by the account that holds it; its owner takes it back by canceling it.',
    covers: (d) => refuses(d) && is(d, 'act task reassign'),
  },
  'less: teams': {
    reason: 'A member of a team is a specialist of its account, and its coordinator stays a member.',
    covers: (d) => refuses(d) && is(d, 'act team add_member', 'act team remove_member'),
  },
  'less: no page': {
    reason:
      'A vote of others, a process or a person met in a task, a service of another account have no page: there is none to act on.',
    covers: (d) =>
      d.model === 'refused' &&
      d.product === 'not found' &&
      (['approval', 'process', 'person', 'role'].includes(d.of.split(' ')[0]!) ||
        (d.of === 'service update' && (abroad(d) || !isSpecialist(d.ctx)))),
  },
  'to come': {
    reason: 'Roles and capabilities that nothing asks for yet cannot be granted.',
    covers: (d) =>
      d.product === 'not found' &&
      is(d, 'act person grant_role', 'act trust grant', 'act trust withdraw') &&
      (d.at?.endsWith('→ 404 There is nothing at this address.') ?? false),
  },
  'less: last administrator': {
    reason: 'Nobody leaves an account without an administrator, or disables himself.',
    covers: (d) =>
      refuses(d) &&
      ((is(d, 'act role withdraw_role') && /keeps at least one account administrator/.test(d.at ?? '')) ||
        (is(d, 'act person disable') && d.record?.id === d.ctx.person)),
  },
  'less: people met': {
    reason:
      'Whom one meets in a record is named there; a page have those whom a task is about, who works it, who decides.',
    covers: (d) =>
      less(d) &&
      is(d, 'get person', 'list person', 'search name', 'search email') &&
      why(d.world, d.ctx, d.record!).every(({ because }) => because === 'involved' || because === 'trust'),
  },
  'less: lent roles': {
    reason: 'Roles that are lent are read in the trust; a person of another account has no list of roles.',
    covers: (d) => less(d) && is(d, 'list role') && d.record?.type === 'role' && d.record.trustId !== null,
  },
  'less: contacts': {
    reason: 'How people of one’s own account or directory are reached stands on their own pages, not beside tasks.',
    covers: (d) => is(d, 'mask task.contact') && d.product === 'nothing' && ownPerson(d),
  },
  'less: own approval': {
    reason: 'Nobody approves what is about himself.',
    covers: (d) => refuses(d) && is(d, 'act approval approve'),
  },
  'less: notes of others’ processes': {
    reason: 'Notes that are shared with the provider are read where its task is; streams tell of the task.',
    covers: (d) =>
      less(d) && is(d, 'stream note') && d.record?.type === 'note' && d.record.parentType === 'process' && abroad(d),
  },
  'less: tokens': {
    reason: 'Only an administrator makes a token that may administrate.',
    covers: (d) => refuses(d) && is(d, 'act create_token') && !has(d.ctx, 'account_admin'),
  },
  'less: invitations': {
    reason: 'Whom one has invited, or is invited by, one does not invite again.',
    covers: (d) => refuses(d) && is(d, 'act invite'),
  },
  'less: managers from elsewhere': {
    reason: 'Somebody of another account who manages a process is not named in it.',
    covers: (d) => is(d, 'mask process.manager', 'mask process.subject') && d.product === '"Former person"',
  },
};

/** The name of the allowance that covers it. */
export const allowanceFor = (d: Divergence): string | undefined =>
  Object.entries(allowances).find(([, { covers }]) => covers(d))?.[0];
