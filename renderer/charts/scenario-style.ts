/**
 * How a scenario letter looks: colour (a custom property of the theme) and dash. In charts the dash is the scenario;
 * on the map and in the lanes texture is the mode, so nothing there may use these dashes.
 */
import type { ChartColumn } from './column.ts';

export type ScenarioLetter = ChartColumn['letter'];

export interface ScenarioStyle {
  /** CSS colour, following light and dark. */
  readonly color: string;
  /** stroke-dasharray; absent: solid. */
  readonly dash?: string;
}

const styles: Readonly<Record<ScenarioLetter, ScenarioStyle>> = {
  A: { color: 'var(--scenario-a)' },
  B: { color: 'var(--scenario-b)', dash: '10 3' },
  C: { color: 'var(--scenario-c)', dash: '9 3 2 3' },
  D: { color: 'var(--scenario-d)', dash: '5 2.5' },
  E: { color: 'var(--scenario-e)', dash: '2 2.5' },
  F: { color: 'var(--scenario-f)', dash: '13 3 2 3 2 3' },
};

export const scenarioStyle = (letter: ScenarioLetter): ScenarioStyle => styles[letter];
