import fc from 'fast-check';

/** What becomes of a trust in the end. "by trusting", "by trusted": who did it. */
export const fates = [
  'active',
  'pending',
  'rejected',
  'canceled',
  'expired',
  'suspended by trusting',
  'suspended by trusted',
  'revoked by trusting',
  'revoked by trusted',
] as const;
export type Fate = (typeof fates)[number];

/** Positions in the list of accounts, the trusted one counted on from the trusting one; `grants` has a bit per capability. */
export type TrustSpec = {
  readonly trusting: number;
  readonly trusted: number;
  readonly grants: number;
  readonly fate: Fate;
};

/** From this alone the whole world follows, so a failing one can be read, shrunk and run again. */
export type Spec = {
  readonly accounts: number;
  /** The first account is a directory, the next one or two are its support domains. */
  readonly directory: boolean;
  /** A bit per account. */
  readonly confidential: number;
  readonly details: number;
  readonly trusts: readonly TrustSpec[];
  /** One number per thing that happens before the trusts meet their fates, and after. */
  readonly history: readonly number[];
  readonly aftermath: readonly number[];
};

const pick = fc.nat(0x7fffffff);
/** Numbers out of which `move` makes commands that fit the world they meet. */
export const picks = (maxLength: number) => fc.array(pick, { maxLength, size: 'max' });

export type Size = { readonly history: number; readonly aftermath: number };

export function specs({ history, aftermath }: Size = { history: 40, aftermath: 12 }): fc.Arbitrary<Spec> {
  const trust = fc.record({
    trusting: fc.nat(5),
    trusted: fc.nat(5),
    // The first bit lets tasks be assigned, without which little happens between two accounts.
    grants: fc.tuple(fc.nat(0x7ff), fc.nat(3)).map(([bits, most]) => (most ? bits | 1 : bits)),
    // Most trusts live: nothing comes of the others.
    fate: fc.oneof(
      { weight: 1, arbitrary: fc.constant('active' as const) },
      { weight: 1, arbitrary: fc.constantFrom(...fates) },
    ),
  });
  return fc.record({
    accounts: fc.integer({ min: 2, max: 6 }),
    directory: fc.boolean(),
    confidential: fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, fc.nat(63)),
    details: pick,
    trusts: fc.array(trust, { minLength: 1, maxLength: 8, size: 'max' }),
    history: picks(history),
    aftermath: picks(aftermath),
  });
}
