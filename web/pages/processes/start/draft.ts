import { useCallback, useEffect, useState } from 'react';
import { begunKey } from '../../../client/begun.ts';
import { useMe } from '../../../client/me.ts';
import type { Value, Values } from '../../../parts/form/fields.ts';

/** What somebody has filled in and not sent yet. Never in the address: that would be written down where it goes. */
export type Draft = {
  readonly values: Values;
  /** Fields somebody filled in; the others may still be filled in for him. */
  readonly touched: readonly string[];
  readonly roles: { readonly [role: string]: string };
  readonly team: string;
};

/** A draft that is still there after going back, forward, or loading the page anew in this window. */
export function useDraft(account: string, template: string, begin: () => Draft) {
  const key = begunKey(useMe().person.id, 'one', account, template);
  const [draft, setDraft] = useState<Draft>(() => kept(key) ?? begin());
  useEffect(() => sessionStorage.setItem(key, JSON.stringify(draft)), [key, draft]);
  const set = useCallback((name: string, value: Value, byHand = true) => {
    setDraft((before) => ({
      ...before,
      values: { ...before.values, [name]: value },
      touched: byHand && !before.touched.includes(name) ? [...before.touched, name] : before.touched,
    }));
  }, []);
  const change = useCallback((part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part })), []);
  const forget = useCallback(() => sessionStorage.removeItem(key), [key]);
  return { draft, set, change, forget };
}

function kept(key: string): Draft | undefined {
  const text = sessionStorage.getItem(key);
  return text ? (JSON.parse(text) as Draft) : undefined;
}
