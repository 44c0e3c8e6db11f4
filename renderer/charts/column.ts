/**
 * What every chart shows: scenario columns A-F, and what the person looks at. Plain data from the window's state;
 * charts never change it, they ask through onFocus.
 */
import type { YearResult } from '../../shared/engine/by-year.ts';
import type { ComparedScenario } from '../../shared/engine/types.ts';

export interface ChartColumn {
  readonly letter: 'A' | 'B' | 'C' | 'D' | 'E' | 'F';
  readonly title: string;
  readonly scenario: ComparedScenario;
  readonly isReference: boolean;
  /** Results by year, once they are computed. */
  readonly years?: readonly YearResult[];
}

export interface Focus {
  readonly columnLetter?: string;
  /** Leg id. */
  readonly element?: string;
  readonly pinned: boolean;
}
