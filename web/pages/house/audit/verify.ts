import { useState } from 'react';
import { answer, api, type Schemas } from '../../../client/api.ts';

export type Verification = Schemas['AuditVerification'];

/** Verifies the chain part by part, and tells how far it is. */
export function useVerification(account: string) {
  const [running, setRunning] = useState(false);
  const [found, setFound] = useState<Verification>();
  const [error, setError] = useState<unknown>();

  /** @param kept a head to begin after; empty: from the beginning */
  async function run(kept: string): Promise<void> {
    setRunning(true);
    setFound(undefined);
    setError(undefined);
    let [after, seals, entries] = [kept, 0, 0];
    try {
      for (;;) {
        const params = { query: after === '' ? {} : { after } };
        const part = await answer(api(account).GET('/v1/audit/chain/verification', { params }));
        seals += part.seals;
        entries += part.entries;
        setFound({ ...part, seals, entries });
        if (part.fault !== null || !part.more || !part.head) return;
        after = `${part.head.number}:${part.head.hash}`;
      }
    } catch (refused) {
      setError(refused);
    } finally {
      setRunning(false);
    }
  }
  return { running, found, error, run };
}
