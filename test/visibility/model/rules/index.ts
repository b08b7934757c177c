import type { Records, RecordType } from '../records/index.ts';
import type { Rule } from '../rule.ts';
import { event, notice, session, token } from './access.ts';
import { account } from './account.ts';
import { approval } from './approval.ts';
import { audit } from './audit.ts';
import { note } from './note.ts';
import { person } from './person.ts';
import { organization, site } from './place.ts';
import { process } from './process.ts';
import { role } from './role.ts';
import { offering, service } from './service.ts';
import { task } from './task.ts';
import { team } from './team.ts';
import { template } from './template.ts';
import { trust } from './trust.ts';

/** Table 2.1: one entry per type of record. What has no entry cannot be seen (G1). */
export const rules: { readonly [T in RecordType]: Rule<Records[T]> } = {
  account,
  trust,
  person,
  role,
  organization,
  site,
  team,
  service,
  offering,
  template,
  process,
  task,
  approval,
  note,
  audit,
  token,
  session,
  notice,
  event,
};
