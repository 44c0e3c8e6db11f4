/**
 * What users gain by a project in a year (MODEL.md 7): the rule of a half on generalized cost and volume, market by
 * market, and the emissions that change with it. Demand grows by the market's growth parameter; days saved induce
 * trade. World assumptions (growth, elasticity, carbon) are those of the reference. Tested in
 * test/unit/appraisal.test.ts.
 */
import type { Dataset, Market } from '../dataset/schema.ts';
import type { Scenario } from '../scenario/schema.ts';
import { applySelection } from './apply-measures.ts';
import { getParameter } from './arc-costs.ts';
import { queryOfMarket, questionOfMarket, selectionOf } from './evaluate.ts';
import { ruleOfHalf } from './finance.ts';
import { findItineraries } from './find-itineraries.ts';
import { openingYears } from './project-costs.ts';
import type { AppliedNetwork } from './types.ts';

/** What one tonne of a market bears in a scenario and year. */
export interface MarketCost {
  readonly generalizedCostUsdPerTonne: number;
  readonly hours: number;
  readonly emissionsKgPerTonne: number;
}

/** Costs by market id; a market without a route is absent. `volumesKt` is the demand offered in that year. */
export type MarketCosts = (
  dataset: Dataset,
  scenario: Scenario,
  year: number,
  volumesKt: ReadonlyMap<string, number>,
) => ReadonlyMap<string, MarketCost>;

/**
 * Consignment view: the cheapest itinerary of each market with the dwells of the data, no queues. It depends on the
 * year by what is open alone, so years between two openings are computed once; one appraisal uses one such function.
 */
export function createMainItineraryCosts(): MarketCosts {
  const openings = new Map<Scenario, readonly number[]>();
  const known = new Map<Scenario, Map<number, ReadonlyMap<string, MarketCost>>>();
  return (dataset, scenario, year) => {
    const years = openings.get(scenario) ?? [...openingYears(dataset, scenario).values()];
    openings.set(scenario, years);
    // The year in which the network last changed; 0: nothing is open yet.
    const changeYear = Math.max(0, ...years.filter((opening) => opening <= year));
    const ofScenario = known.get(scenario) ?? new Map<number, ReadonlyMap<string, MarketCost>>();
    known.set(scenario, ofScenario);
    const costs = ofScenario.get(changeYear) ?? mainCosts(applySelection(dataset, selectionOf(scenario, changeYear)));
    ofScenario.set(changeYear, costs);
    return costs;
  };
}

function mainCosts(network: AppliedNetwork): ReadonlyMap<string, MarketCost> {
  const costs = new Map<string, MarketCost>();
  for (const market of network.dataset.markets.values()) {
    const [main] = findItineraries(network, queryOfMarket(network, questionOfMarket(market), 1));
    if (main) costs.set(market.id, main);
  }
  return costs;
}

/** Real rise of the shadow price of carbon, per cent a year (ADB, as the pack's carbon_price_usd_t says). */
const CARBON_PRICE_RISE = 2;

/** Demand of a year in kilotonnes: base volume compounded by the growth parameter, times `factor`. */
export function demandKt(network: AppliedNetwork, market: Market, year: number, factor = 1): number {
  const growth = getParameter(network, market.growthParameter).mid;
  return market.volumeKtPerYear * (1 + growth / 100) ** (year - market.baseYear) * factor;
}

/**
 * Volume with the project: days saved raise trade by elasticity_trade_per_day (per cent a day), days lost lower it. A
 * market that takes a slower and cheaper way (or a faster and dearer one) keeps its volume: cost and time disagree.
 */
export function inducedVolume(volumeKt: number, without: MarketCost, withIt: MarketCost, elasticity: number): number {
  const daysSaved = (without.hours - withIt.hours) / 24;
  const saving = without.generalizedCostUsdPerTonne - withIt.generalizedCostUsdPerTonne;
  return daysSaved * saving > 0 ? volumeKt * Math.max(0, 1 + (elasticity / 100) * daysSaved) : volumeKt;
}

export interface MarketBenefit {
  readonly id: string;
  readonly benefitUsdMillion: number;
  readonly volumeWithoutKt: number;
  readonly volumeWithKt: number;
}

export interface YearOfUsers {
  readonly year: number;
  readonly benefitUsdMillion: number;
  /** Emissions avoided at their shadow price; negative when they rise. */
  readonly carbonUsdMillion: number;
  readonly markets: readonly MarketBenefit[];
  /** Markets without a route in one of the two: no benefit can be told. */
  readonly unreached: readonly string[];
}

export interface UsersQuestion {
  readonly dataset: Dataset;
  readonly scenario: Scenario;
  readonly reference: Scenario;
  readonly costsOf: MarketCosts;
  /** The reference's network before any measure opens: growth, elasticity and carbon are those of the world. */
  readonly world: AppliedNetwork;
  readonly trafficFactor: number;
  /** Before it nobody gains or loses, whatever else differs. */
  readonly openingYear: number;
}

/** kt x USD/t = thousand USD; kg/t x kt = t. */
const PER_MILLION = 1e-3;

export function benefitsInYear(question: UsersQuestion, year: number): YearOfUsers {
  const { dataset, scenario, reference, costsOf, world, trafficFactor, openingYear } = question;
  const elasticity = getParameter(world, 'elasticity_trade_per_day').mid;
  const markets = [...dataset.markets.values()];
  const base = new Map(markets.map((market) => [market.id, demandKt(world, market, year, trafficFactor)]));
  const costsWithout = costsOf(dataset, reference, year, base);
  const costsWith = year < openingYear ? costsWithout : costsOf(dataset, scenario, year, base);
  const baseYear = Math.min(...markets.map((market) => market.baseYear));
  const carbonPrice =
    getParameter(world, 'carbon_price_usd_t').mid * (1 + CARBON_PRICE_RISE / 100) ** (year - baseYear);

  const told: MarketBenefit[] = [];
  const unreached: string[] = [];
  let carbonTonnes = 0;
  for (const { id } of markets) {
    const [without, withIt, volumeWithoutKt = 0] = [costsWithout.get(id), costsWith.get(id), base.get(id)];
    if (!without || !withIt) {
      unreached.push(id);
      continue;
    }
    const volumeWithKt = inducedVolume(volumeWithoutKt, without, withIt, elasticity);
    const benefitUsdMillion =
      PER_MILLION *
      ruleOfHalf(volumeWithoutKt, volumeWithKt, without.generalizedCostUsdPerTonne, withIt.generalizedCostUsdPerTonne);
    carbonTonnes += without.emissionsKgPerTonne * volumeWithoutKt - withIt.emissionsKgPerTonne * volumeWithKt;
    told.push({ id, benefitUsdMillion, volumeWithoutKt, volumeWithKt });
  }
  return {
    year,
    benefitUsdMillion: told.reduce((sum, market) => sum + market.benefitUsdMillion, 0),
    carbonUsdMillion: carbonTonnes * carbonPrice * 1e-6,
    markets: told,
    unreached,
  };
}
