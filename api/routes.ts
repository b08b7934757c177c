import { accountLogos } from './accounts/logo.ts';
import { accounts } from './accounts/routes.ts';
import { agreementReports } from './agreements/report.ts';
import { agreements } from './agreements/routes.ts';
import { approvals } from './approvals/routes.ts';
import { auditChain } from './audit/chain.ts';
import { audit } from './audit/routes.ts';
import { calendar } from './calendar/routes.ts';
import { documented } from './docs/routes.ts';
import { elapsed } from './elapsed/routes.ts';
import { health } from './health/routes.ts';
import { holidays } from './holidays/routes.ts';
import { inbox } from './inbox/routes.ts';
import { live } from './live/routes.ts';
import { mailboxRoutes } from './mailbox/routes.ts';
import { notes } from './notes/routes.ts';
import { offerings } from './offerings/routes.ts';
import { operatorAccounts } from './operator/accounts.ts';
import { organizations } from './organizations/routes.ts';
import { people } from './people/routes.ts';
import { permissions } from './permissions/routes.ts';
import { portal } from './portal/routes.ts';
import { preferences } from './preferences/routes.ts';
import { processes } from './processes/routes.ts';
import type { Route } from './route.ts';
import { instances } from './services/instances.ts';
import { services } from './services/routes.ts';
import { session } from './session/routes.ts';
import { sites } from './sites/routes.ts';
import { story } from './story/routes.ts';
import { besideTasks } from './tasks/beside.ts';
import { taskChecklist } from './tasks/checklist.ts';
import { taskPromise } from './tasks/promise.ts';
import { tasks } from './tasks/routes.ts';
import { taskWork } from './tasks/work.ts';
import { teams } from './teams/routes.ts';
import { templates } from './templates/routes.ts';
import { templateVersions } from './templates/versions.ts';
import { tokens } from './tokens/routes.ts';
import { trusts } from './trusts/routes.ts';
import { views } from './views/routes.ts';
import { otherSide } from './why/other-side.ts';
import { why } from './why/routes.ts';

/** Everything the API answers. */
export const routes: readonly Route[] = documented([
  ...session,
  ...tokens,
  ...templates,
  ...templateVersions,
  ...processes,
  ...tasks,
  ...besideTasks,
  ...elapsed,
  ...story,
  ...taskWork,
  ...taskChecklist,
  ...taskPromise,
  ...inbox,
  ...views,
  ...preferences,
  ...portal,
  ...approvals,
  ...notes,
  ...live,
  ...health,
  ...accounts,
  ...accountLogos,
  ...operatorAccounts,
  ...permissions,
  ...people,
  ...organizations,
  ...sites,
  ...teams,
  ...trusts,
  ...services,
  ...instances,
  ...offerings,
  ...agreements,
  ...agreementReports,
  ...calendar,
  ...holidays,
  ...audit,
  ...auditChain,
  ...why,
  ...otherSide,
  ...mailboxRoutes,
]);
