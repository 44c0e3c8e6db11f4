/**
 * Typed keys of the words in charts and map. The words themselves live in shared/text/charts-*.json, one file per
 * language; the window hands its translate function down as a property.
 */
import type english from '../../shared/text/charts-en.json';

export type ChartTextKey = keyof typeof english;

export type Translate = (key: ChartTextKey, values?: Readonly<Record<string, string>>) => string;
