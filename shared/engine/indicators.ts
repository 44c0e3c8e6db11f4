/**
 * CAREC CPMM indicators of one itinerary and what its hours are spent on (MODEL.md 4, FIELD.md 2).
 * Tested in test/unit/indicators.test.ts; SWD never exceeds SWOD (law 10).
 */
import type { HoursBreakdown, Indicators, Itinerary } from './types.ts';

/** CPMM normalises cost to a 500 km section and 20 t of cargo. */
const SECTION_KM = 500;
const CARGO_TONNES = 20;

/** SWOD: km over hours in motion. SWD: km over all hours. TFI1, TFI2 per border passed; TFI3 USD per 500 km and 20 t. */
export function indicatorsOf(itinerary: Itinerary): Indicators {
  const borders = itinerary.legs.filter((leg) => leg.kind === 'border');
  const hours = borders.reduce((sum, leg) => sum + leg.hours, 0);
  const usd = borders.reduce((sum, leg) => sum + leg.usdPerTonne * itinerary.payloadTonnes, 0);
  return {
    speedWithoutDelayKmh: itinerary.km / itinerary.motionHours,
    speedWithDelayKmh: itinerary.km / itinerary.hours,
    usdPer500Km20t: (itinerary.usdPerTonne * CARGO_TONNES * SECTION_KM) / itinerary.km,
    ...(borders.length > 0 ? { hoursPerBorder: hours / borders.length, usdPerBorder: usd / borders.length } : {}),
  };
}

/** In motion; at borders; handling and changing means; waiting (drivers' rest, for a ferry, for a farm load). Sums to the hours. */
export function breakdownOf(itinerary: Itinerary): HoursBreakdown {
  const parts = { moving: 0, border: 0, transfer: 0, waiting: 0 };
  for (const leg of itinerary.legs) {
    if (leg.kind === 'move') {
      parts.moving += leg.motionHours;
      parts.waiting += leg.hours - leg.motionHours;
    } else if (leg.kind === 'border') parts.border += leg.hours;
    else if (leg.kind === 'origin' || leg.kind === 'delay' || (leg.kind === 'transfer' && leg.mode === 'sea'))
      parts.waiting += leg.hours;
    else parts.transfer += leg.hours;
  }
  return parts;
}
