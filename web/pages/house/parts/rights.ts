import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { hasRole, type Role, useMembership } from '../../../client/me.ts';
import { accountQuery, type OwnAccount } from '../queries.ts';

/** What the viewer may do on these pages, so that nothing is offered that would be refused. The API decides. */
export function useRights() {
  const { account = '' } = useParams({ strict: false });
  const membership = useMembership(account);
  const own: OwnAccount | undefined = useQuery({ ...accountQuery(account), enabled: membership !== undefined }).data;
  const may = (...roles: readonly Role[]) => membership !== undefined && hasRole(membership, ...roles);
  return {
    account,
    name: membership?.name ?? '',
    own,
    /** Teams, roles and the account itself. */
    administers: may('account_admin'),
    /** People and places at home here. */
    maintains: may('account_admin', 'directory_admin'),
    readsLog: may('account_admin', 'auditor'),
  };
}
