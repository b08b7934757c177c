import type { Account, Organization, Person, Role, Site, Team, Trust } from './parties.ts';
import type { AccessToken, Audit, Notice, Session, StreamEvent } from './traces.ts';
import type { Approval, Note, Offering, Process, Service, Task, Template } from './work.ts';

export type * from './parties.ts';
export type * from './traces.ts';
export type * from './work.ts';

/** One collection per type of record. A new type is an entry here, a rule in rules/index.ts, and nothing else. */
export type Records = {
  account: Account;
  trust: Trust;
  person: Person;
  role: Role;
  organization: Organization;
  site: Site;
  team: Team;
  service: Service;
  offering: Offering;
  template: Template;
  process: Process;
  task: Task;
  approval: Approval;
  note: Note;
  audit: Audit;
  token: AccessToken;
  session: Session;
  notice: Notice;
  event: StreamEvent;
};
export type RecordType = keyof Records;
export type AnyRecord = Records[RecordType];
