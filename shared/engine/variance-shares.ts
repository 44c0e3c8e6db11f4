/**
 * Which inputs drive the spread: the share of the variance of hours and of USD per tonne that each drawn quantity
 * causes alone (first-order index; I. M. Sobol, Mathematical Modelling and Computational Experiments 1 (1993) 407-414).
 * The form is a sum of independent parts but for one product, road rate / payload, whose joint part is told apart; so
 * the shares and the joint part sum to 1, from the moments of the drawn values, with nothing normalised away.
 * Tested in test/golden/uncertainty.test.ts.
 */
import type { DrawBook } from './draw-form.ts';
import type { SampledForm, SampledQuantity } from './sampled-form.ts';

/** A drawn quantity with its parts (0..1) of the variances. */
export interface Driver extends Pick<SampledQuantity, 'id' | 'targetType' | 'targetId'> {
  readonly hoursShare: number;
  readonly usdShare: number;
}

export interface VarianceShares {
  /** Those that cause any of the spread, most of the hours first, then most of the money. */
  readonly drivers: readonly Driver[];
  /** Part of the variance of USD per tonne that road rate and payload cause only together. */
  readonly usdJointShare: number;
}

interface Moments {
  readonly mean: number;
  readonly variance: number;
}

function momentsOf(values: Float64Array, read: (value: number) => number): Moments {
  let mean = 0;
  for (const value of values) mean += read(value) / values.length;
  let variance = 0;
  for (const value of values) variance += (read(value) - mean) ** 2 / values.length;
  return { mean, variance };
}

const itself = (value: number) => value;
const reciprocal = (value: number) => 1 / value;

const HOURS_A_DAY = 24;

export function varianceSharesOf(form: SampledForm, book: DrawBook): VarianceShares {
  const { duty, rate, payload, feuPayload } = form.scales;
  const moments = (quantity: SampledQuantity, read = itself): Moments =>
    quantity.range.low === quantity.range.high
      ? { mean: read(quantity.range.mid), variance: 0 }
      : momentsOf(book.valuesOf(quantity), read);
  const variances = new Map<string, { quantity: SampledQuantity; hours: number; usd: number }>();
  const add = (quantity: SampledQuantity, hours: number, usd: number): void => {
    const known = variances.get(quantity.id) ?? { quantity, hours: 0, usd: 0 };
    variances.set(quantity.id, { quantity, hours: known.hours + hours, usd: known.usd + usd });
  };

  for (const { quantity, times } of form.dwells) add(quantity, times ** 2 * moments(quantity).variance, 0);
  for (const { quantity, times } of form.charges) add(quantity, 0, times ** 2 * moments(quantity).variance);
  if (form.drivingHours > 0) {
    add(duty, (form.drivingHours * HOURS_A_DAY) ** 2 * moments(duty, reciprocal).variance, 0);
  }
  let joint = 0;
  if (form.roadUsdPerVehicle > 0 || form.usdPerVehicle > 0) {
    const [rates, loads] = [moments(rate), moments(payload, reciprocal)];
    add(rate, 0, (form.roadUsdPerVehicle * loads.mean) ** 2 * rates.variance);
    add(payload, 0, (form.roadUsdPerVehicle * rates.mean + form.usdPerVehicle) ** 2 * loads.variance);
    joint = form.roadUsdPerVehicle ** 2 * rates.variance * loads.variance;
  }
  if (form.usdPerFeu > 0) add(feuPayload, 0, form.usdPerFeu ** 2 * moments(feuPayload, reciprocal).variance);

  const all = [...variances.values()];
  const hoursTotal = all.reduce((sum, { hours }) => sum + hours, 0);
  const usdTotal = all.reduce((sum, { usd }) => sum + usd, joint);
  const part = (variance: number, total: number) => (total > 0 ? variance / total : 0);
  const drivers = all
    .map(({ quantity: { id, targetType, targetId }, hours, usd }) => ({
      id,
      targetType,
      targetId,
      hoursShare: part(hours, hoursTotal),
      usdShare: part(usd, usdTotal),
    }))
    .filter(({ hoursShare, usdShare }) => hoursShare > 0 || usdShare > 0)
    .sort((a, b) => b.hoursShare - a.hoursShare || b.usdShare - a.usdShare);
  return { drivers, usdJointShare: part(joint, usdTotal) };
}
