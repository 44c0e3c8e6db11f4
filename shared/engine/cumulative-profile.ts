/**
 * An itinerary as the points of a UN ESCAP time/cost-distance chart: what has been travelled, waited and paid
 * after each leg, with the P10-P90 range of the hours so far. Draws nothing and rounds nothing.
 * Tested in test/unit/cumulative-profile.test.ts.
 */
import type { Itinerary } from './types.ts';

export interface ProfilePoint {
  /** Position in itinerary.legs of the leg that ends here; -1 at the origin. */
  readonly legIndex: number;
  readonly km: number;
  readonly hours: number;
  readonly usdPerTonne: number;
  readonly hoursLow: number;
  readonly hoursHigh: number;
}

/**
 * One point at the origin and one after every leg. A stop adds no distance, so it is a vertical step; km and hours
 * never fall. Delays of different stops are taken as independent (MODEL.md 3): the range at a point is the root of
 * the summed squares of (P50 - P10) below and (P90 - P50) above, over the stops passed so far.
 */
export function cumulativeProfile(itinerary: Pick<Itinerary, 'legs'>): ProfilePoint[] {
  const points: ProfilePoint[] = [{ legIndex: -1, km: 0, hours: 0, usdPerTonne: 0, hoursLow: 0, hoursHigh: 0 }];
  let [km, hours, usdPerTonne, squaresBelow, squaresAbove] = [0, 0, 0, 0, 0];
  itinerary.legs.forEach((leg, legIndex) => {
    km += leg.km;
    hours += leg.hours;
    usdPerTonne += leg.usdPerTonne;
    if (leg.dwellHours) {
      squaresBelow += (leg.dwellHours.mid - leg.dwellHours.low) ** 2;
      squaresAbove += (leg.dwellHours.high - leg.dwellHours.mid) ** 2;
    }
    points.push({
      legIndex,
      km,
      hours,
      usdPerTonne,
      hoursLow: hours - Math.sqrt(squaresBelow),
      hoursHigh: hours + Math.sqrt(squaresAbove),
    });
  });
  return points;
}
