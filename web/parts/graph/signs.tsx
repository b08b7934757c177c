import type { GraphChange, GraphKind, GraphState } from './node.ts';

/** Signs beside the words: what is said by one is always said by the other. */
function Sign({ path, filled = false }: { path: string; filled?: boolean }) {
  return (
    <svg className="graph-sign" viewBox="0 0 16 16" aria-hidden="true" data-filled={filled || undefined}>
      <path d={path} />
    </svg>
  );
}

export const KindSign = ({ kind }: { kind: GraphKind }) => <Sign path={kinds[kind]} />;
export const StateSign = ({ state }: { state: GraphState }) => <Sign path={states[state]} filled={state === 'now'} />;
export const ChangeSign = ({ change }: { change: Exclude<GraphChange, 'same'> }) => <Sign path={changes[change]} />;

const work = 'M3.5 3.5h9v10h-9zM6 2.5h4v2H6zM5.8 9l1.6 1.6L10.4 7.4';
const kinds: Record<GraphKind, string> = {
  task: work,
  implementation: work,
  approval: 'M8 2.2a5.8 5.8 0 1 1 0 11.6A5.8 5.8 0 0 1 8 2.2zM5.3 8.2l2 2 3.5-4',
  automation: 'M9 1.8 3.8 9H8l-1 5.2L12.2 7H8z',
  risk_and_impact: 'M2.5 13.5v-11M2.5 13.5h11M5 10.5l2.6-3 2 1.6 3.4-4.6',
  fulfillment_placeholder: 'M2.5 5 8 2.2 13.5 5v6L8 13.8 2.5 11zM2.5 5 8 7.8 13.5 5M8 7.8v6',
  milestone: 'M4 14V2.5h8L10 5.5l2 3H4',
  gateway: 'M8 1.8 14.2 8 8 14.2 1.8 8z',
};
const states: Record<GraphState, string> = {
  done: 'M3 8.4l3.4 3.4L13 4.6',
  now: 'M5 3.2v9.6L12.5 8z',
  later: 'M8 3.2a4.8 4.8 0 1 1 0 9.6 4.8 4.8 0 0 1 0-9.6z',
  halted: 'M5.5 3.5v9M10.5 3.5v9',
  late: 'M8 2.5v7M8 12.2v1.3',
  not_needed: 'M3.5 8h9',
};
const changes: Record<Exclude<GraphChange, 'same'>, string> = {
  added: 'M8 3v10M3 8h10',
  removed: 'M3 8h10',
  changed: 'M2.5 9.5c1.8-4 3.6-4 5.5-1.5s3.7 2.500 5.500-1.500',
};
