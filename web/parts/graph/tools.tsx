import { ActionIcon } from '@mantine/core';
import { useTranslation } from 'react-i18next';

export type Moves = {
  readonly zoomIn: () => void;
  readonly zoomOut: () => void;
  readonly fit: () => void;
  /** By shares of the view. */
  readonly by: (right: number, down: number) => void;
};

/** Moving and zooming without dragging. */
export function Tools({ moves }: { moves: Moves }) {
  const { t } = useTranslation('graph');
  const tools = [
    [t('left'), '←', () => moves.by(-0.5, 0)],
    [t('right'), '→', () => moves.by(0.5, 0)],
    [t('up'), '↑', () => moves.by(0, -0.5)],
    [t('down'), '↓', () => moves.by(0, 0.5)],
    [t('zoomOut'), '−', moves.zoomOut],
    [t('zoomIn'), '+', moves.zoomIn],
    [t('fit'), '⤢', moves.fit],
  ] as const;
  return (
    <div className="graph-tools" role="toolbar" aria-label={t('tools')}>
      {tools.map(([label, sign, run]) => (
        <ActionIcon key={label} variant="default" size={28} aria-label={label} title={label} onClick={run}>
          <span aria-hidden="true">{sign}</span>
        </ActionIcon>
      ))}
    </div>
  );
}
