/**
 * The document state: what is compared, for which market and year. Everything in here can be undone and is saved;
 * where a column's file lies is not part of it (files.ts). Edits are pure recipes on a draft.
 * Tested in test/unit/document-state.test.ts.
 */
import type { Draft } from 'immer';
import type { MarketChoice } from '../../shared/api/contract.ts';
import type { Strength } from '../../shared/base/quantity.ts';
import type { Measure } from '../../shared/dataset/schema.ts';
import type { ScenarioDocument } from '../../shared/scenario/document.ts';
import { change, createHistory, redo, undo, type History } from '../../shared/scenario/history.ts';
import type { Scenario } from '../../shared/scenario/schema.ts';
import { createStore, type Store } from './store.ts';

export const LETTERS = ['A', 'B', 'C', 'D', 'E', 'F'] as const;
export type Letter = (typeof LETTERS)[number];
export const MOST_COLUMNS = LETTERS.length;
export const FIRST_YEAR = 2025;
export const LAST_YEAR = 2045;

/** A compared scenario. The key lives as long as the window; its place in the list gives the letter. */
export interface Column {
  readonly key: string;
  readonly document: ScenarioDocument;
}

export interface DocumentState {
  readonly columns: readonly Column[];
  /** Key of the locked column that the others are measured against. */
  readonly reference: string;
  readonly market: MarketChoice;
  readonly year: number;
}

export type Recipe = (draft: Draft<DocumentState>) => void;

export interface DocumentStore {
  readonly store: Store<History<DocumentState>>;
  readonly change: (label: string, recipe: Recipe, gesture?: string) => void;
  readonly undo: () => void;
  readonly redo: () => void;
}

export function createDocumentStore(initial: DocumentState): DocumentStore {
  const store = createStore(createHistory(initial));
  return {
    store,
    change: (label, recipe, gesture) => store.set((history) => change(history, label, recipe, gesture)),
    undo: () => store.set(undo),
    redo: () => store.set(redo),
  };
}

export const letterAt = (index: number): Letter => LETTERS[index] ?? 'F';
export const referenceIndexOf = (state: DocumentState): number =>
  Math.max(
    0,
    state.columns.findIndex((column) => column.key === state.reference),
  );

/** What a scenario says about a measure or shock; undefined: off. */
export const choiceOf = (scenario: Scenario, measureId: string): { readonly strength: Strength | number } | undefined =>
  scenario.measures[measureId] ?? scenario.shocks[measureId];

const scenarioOf = (draft: Draft<DocumentState>, key: string): Draft<Scenario> | undefined =>
  draft.columns.find((column) => column.key === key)?.document.scenario;

/** Switches a measure or shock; on means middle strength. */
export const toggleMeasure =
  (key: string, id: string, kind: Measure['kind']): Recipe =>
  (draft) => {
    const scenario = scenarioOf(draft, key);
    if (!scenario) return;
    const choices = kind === 'shock' ? scenario.shocks : scenario.measures;
    if (id in choices) delete choices[id];
    else choices[id] = { strength: 'mid' };
  };

export const setStrength =
  (key: string, id: string, strength: Strength): Recipe =>
  (draft) => {
    const scenario = scenarioOf(draft, key);
    const choice = scenario?.measures[id] ?? scenario?.shocks[id];
    if (choice) choice.strength = strength;
  };

export const setYear =
  (year: number): Recipe =>
  (draft) => {
    draft.year = Math.min(LAST_YEAR, Math.max(FIRST_YEAR, Math.round(year)));
  };

export const setMarket =
  (market: MarketChoice): Recipe =>
  (draft) => {
    draft.market = market;
  };

export const setReference =
  (key: string): Recipe =>
  (draft) => {
    draft.reference = key;
  };

/** Does nothing when six are compared. */
export const addColumn =
  (column: Column): Recipe =>
  (draft) => {
    if (draft.columns.length < MOST_COLUMNS) draft.columns.push(column);
  };

/** Keeps at least one column; the first becomes the reference when the reference leaves. */
export const removeColumn =
  (key: string): Recipe =>
  (draft) => {
    if (draft.columns.length <= 1) return;
    draft.columns = draft.columns.filter((column) => column.key !== key);
    const [first] = draft.columns;
    if (draft.reference === key && first) draft.reference = first.key;
  };

/** What a scenario says, replaced whole. */
export const setScenario =
  (key: string, scenario: Scenario): Recipe =>
  (draft) => {
    const column = draft.columns.find((one) => one.key === key);
    if (column) column.document.scenario = scenario;
  };

export const renameScenario =
  (key: string, title: string): Recipe =>
  (draft) => {
    const scenario = scenarioOf(draft, key);
    if (scenario) scenario.title = title;
  };
