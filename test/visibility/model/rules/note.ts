import { has, specialistRole } from '../context.ts';
import { cutOf, party } from '../party.ts';
import type { AnyRecord, Note, Process, Task } from '../records/index.ts';
import { type Eye, judged, type Rule, type Sight, sight } from '../rule.ts';
import { shownName } from '../stubs.ts';
import { find, nameOf } from '../world.ts';

const fields = ['id', 'account', 'author', 'kind', 'text', 'at', 'parent', 'redactedAt'];

export const note: Rule<Note> = {
  sees: (eye, n) => (n.kind === 'internal' ? internal(eye, n) : shared(eye, n)),
  shows: {
    account: ({ w }, n) => nameOf(w, n.accountId),
    // "author: name + account", whoever reads it; that shows no row of the person.
    author: ({ w }, n) => shownName(find(w, 'person', n.authorId)),
    // The id of a process is not in the stub that other accounts read.
    parent: (eye, n) =>
      eye.fields(parentOf(eye, n)).has('id') ? { type: n.parentType, id: n.parentId } : { type: n.parentType },
    text: (_, n) => (n.redactedAt === null ? n.text : ''),
  },
  owners: (n) => [n.accountId],
  acts: {
    redact: {
      scope: 'admin',
      judge: ({ ctx }, n) =>
        judged(
          [n.accountId === ctx.account && has(ctx, 'account_admin'), 'forbidden'],
          [n.redactedAt === null, 'conflict'],
        ),
    },
  },
};

const parentOf = ({ w }: Eye, n: Note) => find(w, n.parentType, n.parentId) as Task | Process | undefined;

/** Specialist, auditor, administrator of the account it was written in, whoever owns the parent; and while they see that. */
function internal(eye: Eye, n: Note): readonly Sight[] {
  const role = specialistRole(eye.ctx);
  const seen = eye.fields(parentOf(eye, n) as AnyRecord).size > 0;
  return sight(n.accountId === eye.ctx.account && role && seen, { because: 'role', role: role!, since: n.at }, fields);
}

/** Whoever reads the parent's notes, up to the end of the trust (G9). */
function shared(eye: Eye, n: Note): readonly Sight[] {
  const parent = parentOf(eye, n);
  const seen = eye.fields(parent as AnyRecord);
  const as = parent?.type === 'task' ? party(eye.w, parent, eye.ctx.account) : undefined;
  if (as?.as === 'former')
    return sight(seen.has('notes') && n.at <= cutOf(eye.w, as.share), { because: 'former', since: n.at }, fields);
  // 2.1a would show every public note of what was taken back; table 2.1 leaves Y its own only.
  if (as?.as === 'taken-back')
    return sight(seen.size && n.accountId === eye.ctx.account, { because: 'taken back', since: n.at }, fields);
  return sight(seen.has('notes'), { because: 'involved', since: n.at }, fields);
}
