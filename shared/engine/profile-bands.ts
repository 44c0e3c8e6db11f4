/**
 * The ribbon of the staircase: P10 and P90 of the hours and the money spent so far at the end of every leg, from the
 * same draws as runUncertainty, so that the last point is the scenario's own summary.
 * Tested in test/property/uncertainty.test.ts.
 */
import { percentileOfSorted } from '../base/distribution.ts';
import { countSteps, type Progress, type ShouldStop } from '../base/long-work.ts';
import type { Dataset } from '../dataset/schema.ts';
import type { Scenario } from '../scenario/schema.ts';
import { findMain, networkOf } from './consignment.ts';
import { addQuantity, addScaleDeviations, DrawBook } from './draw-form.ts';
import { sampledFormOf } from './sampled-form.ts';
import { DEFAULT_DRAWS, DEFAULT_SEED, type UncertaintyQuestion } from './uncertainty.ts';

/** Aligned with cumulativeProfile: legIndex -1 is the origin, where nothing is spent. */
export interface ProfileBand {
  readonly legIndex: number;
  readonly hoursP10: number;
  readonly hoursP90: number;
  readonly usdPerTonneP10: number;
  readonly usdPerTonneP90: number;
}

const AT_ORIGIN: ProfileBand = { legIndex: -1, hoursP10: 0, hoursP90: 0, usdPerTonneP10: 0, usdPerTonneP90: 0 };

/** Bands of each scenario's main itinerary; undefined where it has no route. Hours in h, money in USD per tonne. */
export function sampleProfileBands(
  dataset: Dataset,
  scenarios: readonly Scenario[],
  { year, question, draws = DEFAULT_DRAWS, seed = DEFAULT_SEED }: UncertaintyQuestion,
  progress?: Progress,
  shouldStop?: ShouldStop,
): readonly (readonly ProfileBand[] | undefined)[] {
  const forms = scenarios.map((scenario) => {
    const network = networkOf(dataset, scenario, year);
    const main = findMain(network, question);
    return main && sampledFormOf(main, network);
  });
  const step = countSteps(
    forms.reduce((sum, form) => sum + (form?.legs.length ?? 0), 0),
    progress,
    shouldStop,
  );
  const book = new DrawBook(draws, seed);
  return forms.map((form) => {
    if (!form) return undefined;
    const soFar = { hours: new Float64Array(draws), usdPerTonne: new Float64Array(draws) };
    const bands = [AT_ORIGIN];
    form.legs.forEach((leg, legIndex) => {
      for (let draw = 0; draw < draws; draw += 1) {
        soFar.hours[draw] = (soFar.hours[draw] as number) + leg.hours;
        soFar.usdPerTonne[draw] = (soFar.usdPerTonne[draw] as number) + leg.usdPerTonne;
      }
      if (leg.dwell) addQuantity(soFar.hours, leg.dwell, 1, book);
      if (leg.charge) addQuantity(soFar.usdPerTonne, leg.charge, 1, book);
      addScaleDeviations(soFar, leg, form.scales, book);
      const [hours, usd] = [soFar.hours.slice().sort(), soFar.usdPerTonne.slice().sort()];
      bands.push({
        legIndex,
        hoursP10: percentileOfSorted(hours, 0.1),
        hoursP90: percentileOfSorted(hours, 0.9),
        usdPerTonneP10: percentileOfSorted(usd, 0.1),
        usdPerTonneP90: percentileOfSorted(usd, 0.9),
      });
      step();
    });
    return bands;
  });
}
