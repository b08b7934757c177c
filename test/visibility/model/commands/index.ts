import type { Note, RecordType, Template } from '../records/index.ts';
import type { Input } from '../rule.ts';
import type { Ctx, World } from '../world.ts';
import { start } from './advance.ts';
import { type Change, set } from './change.ts';
import {
  createToken,
  personChanges,
  roleChanges,
  sessionChanges,
  teamChanges,
  tokenChanges,
  updated,
} from './people.ts';
import { invite, trustChanges } from './trusts.ts';
import { approvalChanges, processChanges, taskChanges } from './work.ts';

type Changes = { readonly [action: string]: Change<never> };

/** What every action does, by the type of record it is done to. */
export const changes: { readonly [T in RecordType]?: Changes } = {
  account: { update: updated },
  trust: trustChanges,
  person: personChanges,
  role: roleChanges,
  organization: { update: updated },
  site: { update: updated },
  team: teamChanges,
  service: { update: updated },
  offering: { update: updated },
  template: { start: start as Change<Template> },
  process: processChanges,
  task: taskChanges,
  approval: approvalChanges,
  note: { redact: ((w, _, n) => set(w, n, { redactedAt: w.now })) as Change<Note> },
  token: tokenChanges,
  session: sessionChanges,
};

/** What is made without a record to make it on. */
export const creations: { readonly [action: string]: (w: World, ctx: Ctx, input: Input) => World } = {
  invite,
  create_token: createToken,
};
