import { AccessToken, Credential, Session } from './access/access.entity.ts';
import { Identity } from './access/identity.entity.ts';
import { Preference, SavedView } from './access/own.entity.ts';
import { Account } from './account/account.entity.ts';
import { Agreement, AgreementCover } from './agreement/agreement.entity.ts';
import { AgreementClosure } from './agreement/closure.entity.ts';
import { Audit, Outbox } from './audit/audit.entity.ts';
import { Note } from './note/note.entity.ts';
import { Organization, Person, Site, Stay } from './person/person.entity.ts';
import { Role, Team, TeamMember } from './person/team.entity.ts';
import { Process, PublishedTemplate, StoredPlan } from './process/process.entity.ts';
import { Service, ServiceInstance, ServiceOffering } from './service/service.entity.ts';
import { Approval } from './task/approval.entity.ts';
import { Task } from './task/task.entity.ts';
import { Visibility } from './task/visibility.entity.ts';
import { Trust, TrustGrant, TrustOffering, TrustTeam } from './trust/trust.entity.ts';

export const entities = [
  AccessToken,
  Account,
  Agreement,
  AgreementClosure,
  AgreementCover,
  Approval,
  Audit,
  Credential,
  Identity,
  Note,
  Organization,
  Outbox,
  Person,
  Preference,
  Process,
  PublishedTemplate,
  Role,
  SavedView,
  Service,
  ServiceInstance,
  ServiceOffering,
  Session,
  Site,
  Stay,
  StoredPlan,
  Task,
  Team,
  TeamMember,
  Trust,
  TrustGrant,
  TrustOffering,
  TrustTeam,
  Visibility,
];
