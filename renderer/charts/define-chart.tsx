/**
 * What a chart is: a picture and the same facts as a table. The table is the accessible view, the CSV export and what
 * tests assert, so nothing may stand in the picture alone. A new chart is one file here and one line in index.ts.
 */
import type { ComponentType } from 'react';
import type { Topology } from 'topojson-specification';
import type { Dataset } from '../../shared/dataset/schema.ts';
import type { TextLanguage } from '../../shared/text/index.ts';
import type { ChartTextKey, Translate } from './chart-texts.ts';
import type { ChartColumn, Focus } from './column.ts';

/** What is shown, whatever its size. */
export interface ChartQuestion {
  readonly dataset: Dataset;
  readonly columns: readonly ChartColumn[];
  readonly language: TextLanguage;
  readonly t: Translate;
}

export interface ChartProps extends ChartQuestion {
  readonly focus: Focus;
  readonly onFocus: (focus: Focus) => void;
  readonly widthPx: number;
  readonly heightPx: number;
  /** TopoJSON with `countries` (property code) and `lakes`; absent: the map shows the network alone. */
  readonly basemap?: Topology;
}

export interface ChartTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

export interface ChartDefinition {
  readonly id: string;
  readonly titleKey: ChartTextKey;
  readonly Chart: ComponentType<ChartProps>;
  /** Right end of the heading. */
  readonly Legend: ComponentType<ChartQuestion & { readonly focus: Focus }>;
  readonly toTable: (question: ChartQuestion) => ChartTable;
}

export const defineChart = (definition: ChartDefinition): ChartDefinition => definition;

/** The column that gets the ribbon and the bands: the focused one, else the first that is not the reference. */
export function focusedColumn(columns: readonly ChartColumn[], focus: Focus): ChartColumn | undefined {
  return (
    columns.find((column) => column.letter === focus.columnLetter) ??
    columns.find((column) => !column.isReference && column.scenario.main) ??
    columns.find((column) => column.scenario.main)
  );
}
