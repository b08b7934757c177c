import type { ActingName } from '../person/team.entity.ts';
import type { Store } from '../store.ts';
import type { Viewer } from '../viewer.ts';
import { type TokenScope, tokenScopes } from './access.entity.ts';
import { digest } from './secret.ts';

/** A person who has proved who he is, and the accounts he may act in. A token narrows both. */
export type Caller = {
  readonly personId: string;
  /** Present: a program acting by this token. */
  readonly tokenId?: string;
  readonly scopes: ReadonlySet<TokenScope>;
  /** By handle. */
  readonly accounts: readonly Membership[];
};

export type Membership = {
  readonly id: string;
  readonly handle: string;
  readonly name: string;
  readonly roles: readonly ActingName[];
  readonly teamIds: readonly string[];
};

/** Whose session it is; undefined once it is over, was never begun, or its person may no longer sign in. One question. */
export async function callerOfSession(store: Store, secret: string): Promise<Caller | undefined> {
  const rows = await store.ask<Row>('select * from caller_of_session(?)', [digest(secret)]);
  const first = rows[0];
  return first && { personId: first.person_id, scopes: everything, accounts: membershipsOf(rows) };
}

/** Who acts by the token; undefined when it is unknown, expired or revoked. One question. */
export async function callerOfToken(store: Store, secret: string): Promise<Caller | undefined> {
  const rows = await store.ask<Row & { token_id: string; scopes: TokenScope[] }>('select * from caller_of_token(?)', [
    digest(secret),
  ]);
  const first = rows[0];
  return (
    first && {
      personId: first.person_id,
      tokenId: first.token_id,
      scopes: new Set(first.scopes),
      accounts: membershipsOf(rows),
    }
  );
}

export function viewerOf({ personId }: Caller, { id, roles, teamIds }: Membership): Viewer {
  return { accountId: id, personId, roles: new Set(roles), teamIds };
}

/** The person alone, in no account: sees himself and what is his own, such as sessions. */
export function personally(personId: string): Viewer {
  return { accountId: '', personId, roles: new Set(), teamIds: [] };
}

type Row = {
  person_id: string;
  account_id: string | null;
  handle: string;
  name: string;
  roles: ActingName[];
  teams: string[];
};

const everything: ReadonlySet<TokenScope> = new Set(tokenScopes);

function membershipsOf(rows: readonly Row[]): Membership[] {
  return rows.flatMap(({ account_id, handle, name, roles, teams }) =>
    account_id === null ? [] : [{ id: account_id, handle, name, roles: [...new Set(roles)].sort(), teamIds: teams }],
  );
}
