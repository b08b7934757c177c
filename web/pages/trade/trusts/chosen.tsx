import { Button } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../parts/data.ts';

/** Ticks in a list, kept apart from what is saved until somebody saves them. */
export function useChosen(saved: readonly string[]) {
  const [flipped, flip] = useState<readonly string[]>([]);
  const has = (id: string) => saved.includes(id) !== flipped.includes(id);
  const toggle = (id: string) => flip((now) => (now.includes(id) ? now.filter((one) => one !== id) : [...now, id]));
  const removed = flipped.filter((id) => saved.includes(id)).length;
  return {
    has,
    toggle,
    put: [...saved.filter(has), ...flipped.filter((id) => !saved.includes(id))],
    reset: () => flip([]),
    added: flipped.length - removed,
    removed,
  };
}

/** Says what was ticked and not saved yet, and what it comes to. */
export function ChosenBar({ words, warning, changed, busy, onSave, onReset }: ChosenBarProps) {
  const { t } = useWords();
  return (
    <div aria-live="polite">
      {changed && (
        <div className="chosen-bar">
          <span>
            {words} {warning && <span className="soon">{warning}</span>}
          </span>
          <span className="chosen-bar-actions">
            <Button size="xs" variant="default" onClick={onReset}>
              {t('undo')}
            </Button>
            <Button size="xs" loading={busy} onClick={onSave}>
              {t('common:action.save')}
            </Button>
          </span>
        </div>
      )}
    </div>
  );
}
type ChosenBarProps = {
  readonly words: string;
  readonly warning: string | undefined;
  readonly changed: boolean;
  readonly busy: boolean;
  readonly onSave: () => void;
  readonly onReset: () => void;
};
