/**
 * The session state: what the person looks at right now. Neither undone nor saved.
 */
import type { ConsignmentMetric } from '../../shared/engine/consignment-metric.ts';
import type { Focus } from '../charts/column.ts';
import { createStore, type Store } from './store.ts';

export type View = 'compare' | 'explain' | 'packages' | 'appraise' | 'claims';
export type Metric = 'hours' | 'money';

/** A number whose origin is asked for: a whole scenario, or one leg of its itinerary. */
export interface OriginQuestion {
  readonly letter: string;
  readonly metric: Metric;
  /** Place of the leg in the itinerary; absent: the sum. */
  readonly legIndex?: number;
  /** Where the number stands on the screen. */
  readonly anchor: { readonly left: number; readonly top: number; readonly bottom: number; readonly right: number };
}

/** What the view of packages is set to. */
export interface PackagesChoice {
  readonly metric: ConsignmentMetric;
  /** Absent: those that the engine takes by itself. */
  readonly measureIds?: readonly string[];
  /** Limits set by the person, for one market; absent: half of what can be saved. */
  readonly target?: { readonly market: string; readonly hours: number; readonly usdPerTonne: number };
}

export interface Session {
  readonly focus: Focus;
  readonly view: View;
  readonly packages: PackagesChoice;
  /** R is held: every view shows the reference. */
  readonly referenceHeld: boolean;
  readonly drawerOpen: boolean;
  readonly helpOpen: boolean;
  /** Rows of the grid; undefined: by the width of the window. */
  readonly gridRows?: 'all' | 'used';
  readonly origin?: OriginQuestion;
  /** For screen readers: the outcome of the last toggle. */
  readonly said: string;
}

export type SessionStore = Store<Session>;

export const createSessionStore = (): SessionStore =>
  createStore<Session>({
    focus: { pinned: false },
    view: 'compare',
    packages: { metric: 'hours' },
    referenceHeld: false,
    drawerOpen: false,
    helpOpen: false,
    said: '',
  });

/** Asks where a number comes from; the popover opens beside the element. */
export function askOrigin(session: SessionStore, element: Element, question: Omit<OriginQuestion, 'anchor'>): void {
  const { left, top, bottom, right } = element.getBoundingClientRect();
  session.set((current) => ({ ...current, origin: { ...question, anchor: { left, top, bottom, right } } }));
}
