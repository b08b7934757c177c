import { Accounts } from './0001-accounts.ts';
import { Processes } from './0002-processes.ts';
import { Policies } from './0003-policies.ts';
import { Notices } from './0004-notices.ts';
import { Admin } from './0005-admin.ts';
import { Reading } from './0006-reading.ts';
import { Deciding } from './0007-deciding.ts';
import { Driving } from './0008-driving.ts';
import { PlannedOnce } from './0009-planned-once.ts';
import { AuditSeals } from './0010-audit-seals.ts';
import { SignIn } from './0011-sign-in.ts';
import { SignedViewer } from './0013-signed-viewer.ts';
import { Trusts } from './0014-trusts.ts';
import { Why } from './0015-why.ts';
import { AccountsMade } from './0016-accounts-made.ts';
import { Confidential } from './0016-confidential.ts';
import { LentRoles } from './0016-lent-roles.ts';
import { Stays } from './0016-stays.ts';
import { AuditReading } from './0017-audit-reading.ts';
import { ToldNews } from './0018-told-news.ts';
import { IndexOfInboxes } from './0019-index-of-inboxes.ts';
import { Reconciler } from './0020-reconciler.ts';

/** In the order they run; an entry is never changed once released. */
export const migrationsList = [
  { name: '0001-accounts', class: Accounts },
  { name: '0002-processes', class: Processes },
  { name: '0003-policies', class: Policies },
  { name: '0004-notices', class: Notices },
  { name: '0005-admin', class: Admin },
  { name: '0006-reading', class: Reading },
  { name: '0007-deciding', class: Deciding },
  { name: '0008-driving', class: Driving },
  { name: '0009-planned-once', class: PlannedOnce },
  { name: '0010-audit-seals', class: AuditSeals },
  { name: '0011-sign-in', class: SignIn },
  { name: '0013-signed-viewer', class: SignedViewer },
  { name: '0014-trusts', class: Trusts },
  { name: '0015-why', class: Why },
  { name: '0016-accounts-made', class: AccountsMade },
  { name: '0016-stays', class: Stays },
  { name: '0016-lent-roles', class: LentRoles },
  { name: '0016-confidential', class: Confidential },
  { name: '0017-audit-reading', class: AuditReading },
  { name: '0018-told-news', class: ToldNews },
  { name: '0019-index-of-inboxes', class: IndexOfInboxes },
  { name: '0020-reconciler', class: Reconciler },
];
