import type { ReactNode } from 'react';

/** A step of a process, or a place where its ways part. */
export type GraphNode = {
  readonly id: string;
  readonly kind: GraphKind;
  readonly title: string;
  /** The account in whose lane it stands; what belongs to nobody stands in one of its own. */
  readonly lane: Lane | null;
  /** What it waits for; ids that are not in the graph are left out of the drawing. */
  readonly after: readonly string[];
  /** What the way from one of `after` is called, such as the answer at a gateway. */
  readonly ways?: Readonly<Record<string, string>>;
  readonly state?: GraphState;
  /** What else is to be read on the card, such as when it is due. */
  readonly note?: ReactNode;
  /** Under which condition it happens, in words. */
  readonly conditional?: string;
  /** Whether it decides when all ends. */
  readonly critical?: boolean;
  readonly change?: GraphChange;
};

export type GraphKind =
  | 'task'
  | 'implementation'
  | 'approval'
  | 'automation'
  | 'risk_and_impact'
  | 'fulfillment_placeholder'
  | 'milestone'
  | 'gateway';
export type GraphState = 'done' | 'now' | 'later' | 'halted' | 'late' | 'not_needed';
export type GraphChange = 'added' | 'removed' | 'changed' | 'same';
export type Lane = { readonly key: string; readonly name: string };
