import { z } from 'zod';
import { ownChain, verifyOwnChain } from '../../domain/audit/head.ts';
import { route } from '../route.ts';
import { Instant } from '../values.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const Head = z
  .object({ number: z.int(), hash })
  .meta({ id: 'AuditHead', description: 'A seal: its number, and its hash over all that was sealed until then.' });
const Chain = z
  .object({
    account: z.string(),
    head: Head.extend({ sealedAt: Instant }).nullable().meta({ description: 'Null: nothing is sealed yet.' }),
    unsealed: z.int().meta({ description: 'Entries that wait for their seal, usually of the last seconds.' }),
  })
  .meta({ id: 'AuditChain' });
const Verification = z
  .object({
    fault: z
      .string()
      .nullable()
      .meta({ description: 'The first thing that does not fit, in a sentence; null: all that was looked at fits.' }),
    seals: z.int(),
    entries: z.int(),
    unsealed: z.int().meta({ description: 'Entries that wait for their seal; counted when nothing follows.' }),
    head: Head.nullable().meta({ description: 'The last seal that was looked at.' }),
    more: z.boolean().meta({ description: 'Seals follow: ask again with `after`.' }),
  })
  .meta({ id: 'AuditVerification' });

export const auditChain = [
  route({
    method: 'GET',
    path: '/v1/audit/chain',
    summary: 'Where the audit log’s chain ends',
    description:
      'Keep it elsewhere: later it says whether what was sealed until now is still the same. For auditors and account administrators.',
    policy: 'member',
    may: { own: ['account_admin', 'auditor'] },
    response: Chain,
    handler: ({ read }) =>
      read(async (door) => {
        const { account, head, unsealed } = await ownChain(door);
        return { account, head: head && { ...head, sealedAt: head.sealedAt.toISOString() }, unsealed };
      }),
  }),
  route({
    method: 'GET',
    path: '/v1/audit/chain/verification',
    summary: 'Whether the audit log is still what was sealed',
    description:
      'Computes the chain anew, some seals at a time; `accord audit verify` asks for all of them. For auditors and account administrators.',
    policy: 'member',
    may: { own: ['account_admin', 'auditor'] },
    query: {
      after: z
        .string()
        .regex(/^[1-9]\d{0,8}:[0-9a-f]{64}$/, { error: 'must be a head: its number, a colon and its hash' })
        .optional()
        .meta({
          description: 'A head, `number:hash`: it must still be there as it was, and what follows it is verified.',
        }),
    },
    response: Verification,
    handler: ({ query, read }) =>
      read(async (door) => {
        const { newest, ...found } = await verifyOwnChain(door, anchorOf(query.after), atOnce);
        return { ...found, head: newest && { ...newest } };
      }),
  }),
];

function anchorOf(after: string | undefined) {
  const [number, hash] = after?.split(':') ?? [];
  return number && hash ? { number: Number(number), hash } : null;
}

/** Seals a request: each holds at most a thousand entries, and this many take a second or two at worst. */
const atOnce = 50;
