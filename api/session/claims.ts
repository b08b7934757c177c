import type { IDToken, UserInfoResponse } from 'openid-client';
import type { Vouched } from '../../domain/access/vouched.ts';
import { NotVouched, unreliable } from './not-vouched.ts';

/**
 * What the library does not ask of an ID token.
 * @throws NotVouched when it is not by the issuer, for the client, of now and about somebody
 */
export function checkedClaims(claims: IDToken | undefined, issuer: string, clientId: string): IDToken {
  // Of some providers the library takes any tenant for the one that was asked.
  if (claims?.iss !== issuer) throw unlike('it is of another issuer');
  if ('azp' in claims && claims.azp !== clientId) throw unlike('it was given to another client');
  if (claims.iat > Date.now() / 1000 + leeway) throw unlike('it is of the future');
  if (!/^[\x20-\x7e]{1,255}$/.test(claims.sub)) throw unlike('its subject is none');
  return claims;
}

/** Seconds by which clocks may differ. */
const leeway = 60;

const unlike = (what: string) => new NotVouched(unreliable, `the ID token is refused: ${what}`);

/** Who it is, with his address if the provider has verified it. */
export function vouchedBy({ iss, sub }: IDToken, { email, email_verified }: IDToken | UserInfoResponse): Vouched {
  const usable = typeof email === 'string' && /^[^\s\p{C}]{3,320}$/u.test(email) && email_verified === true;
  return { issuer: iss, subject: sub, address: usable ? email : undefined };
}
