import { expect, test } from '@jest/globals';
import { checkedClaims } from '../../../api/session/claims.ts';

/** What the other tests cannot have a provider say, since the library refuses it first at all but a few. */
const now = Math.floor(Date.now() / 1000);
const issuer = 'https://login.example/tenant-1/v2.0';
const claims = { iss: issuer, sub: '1', aud: 'accord', iat: now, exp: now + 60 };

test('an ID token of another tenant of the same provider is refused', () => {
  expect(checkedClaims(claims, issuer, 'accord')).toBe(claims);
  const other = { ...claims, iss: 'https://login.example/tenant-2/v2.0' };
  expect(() => checkedClaims(other, issuer, 'accord')).toThrow('cannot be relied on');
  expect(() => checkedClaims(claims, 'https://login.example/{tenantid}/v2.0', 'accord')).toThrow('cannot be relied on');
  expect(() => checkedClaims(undefined, issuer, 'accord')).toThrow('cannot be relied on');
});
