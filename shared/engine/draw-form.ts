/**
 * The kernel of the draws: values of quantities (common random numbers, MODEL.md 5) and the hours and USD per tonne of
 * a form in every draw, as loops over typed arrays. Memory: one array per quantity and range.
 * Tested in test/golden/uncertainty.test.ts and test/property/uncertainty.test.ts; measured in test/bench.
 */
import { sampleQuantity } from '../base/distribution.ts';
import { normalDraws } from '../base/random.ts';
import type { LegTerms, SampledForm, SampledQuantity, Scales } from './sampled-form.ts';

/** Quantities with one key have the same values in all draws. */
export const drawKeyOf = ({ id, range }: SampledQuantity): string => `${id} ${range.low} ${range.mid} ${range.high}`;

/** Values of quantities in all draws; a quantity met again in another scenario sees the same standard normals. */
export class DrawBook {
  readonly draws: number;
  private readonly seed: number;
  private readonly afterEach: () => void;
  private readonly normals = new Map<string, Float64Array>();
  private readonly values = new Map<string, Float64Array>();

  /** `afterEach` is called whenever a quantity has been drawn. */
  constructor(draws: number, seed: number, afterEach: () => void = () => undefined) {
    this.draws = draws;
    this.seed = seed;
    this.afterEach = afterEach;
  }

  /** Shared: callers never write into it. */
  valuesOf(quantity: SampledQuantity): Float64Array {
    const { id, range } = quantity;
    const key = drawKeyOf(quantity);
    const known = this.values.get(key);
    if (known) return known;
    const normals = this.normals.get(id) ?? normalDraws(this.seed, id, this.draws);
    this.normals.set(id, normals);
    const values = sampleQuantity(range, normals);
    this.values.set(key, values);
    this.afterEach();
    return values;
  }
}

/** Hours and USD per tonne by draw. */
export interface DrawnTotals {
  readonly hours: Float64Array;
  readonly usdPerTonne: Float64Array;
}

const HOURS_A_DAY = 24;

function addDeviations(target: Float64Array, times: number, values: Float64Array, middle: number): void {
  for (let draw = 0; draw < target.length; draw += 1) {
    target[draw] = (target[draw] as number) + times * ((values[draw] as number) - middle);
  }
}

function addReciprocalDeviations(target: Float64Array, amount: number, values: Float64Array, middle: number): void {
  const atMiddle = 1 / middle;
  for (let draw = 0; draw < target.length; draw += 1) {
    target[draw] = (target[draw] as number) + amount * (1 / (values[draw] as number) - atMiddle);
  }
}

/** Adds what the scales (duty, rate, payloads) change in totals that were fixed at the middle values. */
export function addScaleDeviations(totals: DrawnTotals, terms: LegTerms | SampledForm, scales: Scales, book: DrawBook) {
  const { hours, usdPerTonne } = totals;
  const { duty, rate, payload, feuPayload } = scales;
  if (terms.drivingHours !== 0) {
    addReciprocalDeviations(hours, terms.drivingHours * HOURS_A_DAY, book.valuesOf(duty), duty.range.mid);
  }
  if (terms.roadUsdPerVehicle !== 0) {
    const [rates, payloads] = [book.valuesOf(rate), book.valuesOf(payload)];
    const atMiddle = rate.range.mid / payload.range.mid;
    for (let draw = 0; draw < usdPerTonne.length; draw += 1) {
      const ratio = (rates[draw] as number) / (payloads[draw] as number);
      usdPerTonne[draw] = (usdPerTonne[draw] as number) + terms.roadUsdPerVehicle * (ratio - atMiddle);
    }
  }
  if (terms.usdPerVehicle !== 0) {
    addReciprocalDeviations(usdPerTonne, terms.usdPerVehicle, book.valuesOf(payload), payload.range.mid);
  }
  if (terms.usdPerFeu !== 0) {
    addReciprocalDeviations(usdPerTonne, terms.usdPerFeu, book.valuesOf(feuPayload), feuPayload.range.mid);
  }
}

/** Adds what drawn dwells or charges change. */
export function addQuantity(target: Float64Array, quantity: SampledQuantity, times: number, book: DrawBook): void {
  addDeviations(target, times, book.valuesOf(quantity), quantity.range.mid);
}

/** Totals of the form in every draw. */
export function drawForm(form: SampledForm, book: DrawBook): DrawnTotals {
  const totals = {
    hours: new Float64Array(book.draws).fill(form.hours),
    usdPerTonne: new Float64Array(book.draws).fill(form.usdPerTonne),
  };
  for (const { quantity, times } of form.dwells) addQuantity(totals.hours, quantity, times, book);
  for (const { quantity, times } of form.charges) addQuantity(totals.usdPerTonne, quantity, times, book);
  addScaleDeviations(totals, form, form.scales, book);
  return totals;
}
