/**
 * Gives the words of a claim formula their values on one dataset: itineraries by probe, parameters, fields of rows.
 * Scenarios are "base" or one measure or shock at its middle, opening years ignored. What cannot be had is one
 * sentence, never a number. Tested in test/unit/claim-values.test.ts and test/golden/claims.test.ts.
 */
import { assertNever, failure, success, type Result } from '../base/issue.ts';
import type { Dataset, Measure, Probe } from '../dataset/schema.ts';
import { emptyScenario } from '../scenario/schema.ts';
import { applySelection, NOTHING_SELECTED, type Selection } from './apply-measures.ts';
import { parseClaimFormula, type Expression, type ItineraryCall, type TableWord } from './claim-formula.ts';
import { evaluateScenario, valueOfTime } from './evaluate.ts';
import { fieldsOf } from './fields.ts';
import { findItineraries } from './find-itineraries.ts';
import type { AppliedNetwork, Itinerary } from './types.ts';

/** Computes a formula to a finite number, or says in one sentence why it has no value. */
export type FormulaCalculator = (formula: string) => Result<number>;

class NoValue extends Error {}

/** The fields of measures.csv that a formula may name. */
const measureFields: Readonly<Record<string, (measure: Measure) => number | undefined>> = {
  open_year_early: (measure) => measure.openYear?.early,
  open_year_mid: (measure) => measure.openYear?.mid,
  open_year_late: (measure) => measure.openYear?.late,
  capex_usd_m_low: (measure) => measure.capexUsdMillion.low,
  capex_usd_m_mid: (measure) => measure.capexUsdMillion.mid,
  capex_usd_m_high: (measure) => measure.capexUsdMillion.high,
  opex_usd_m_per_year: (measure) => measure.opexUsdMillionPerYear,
};

/** A calculator over one dataset; networks and itineraries are computed once and shared by all formulas. */
export function createFormulaCalculator(dataset: Dataset): FormulaCalculator {
  const networks = new Map<string, AppliedNetwork>();
  const itineraries = new Map<string, Itinerary | undefined>();
  const claimsUnderWay = new Set<string>();

  const networkOf = (scenario: string): AppliedNetwork => {
    const known = networks.get(scenario);
    if (known) return known;
    const made = applySelection(dataset, selectionOfWord(dataset, scenario));
    networks.set(scenario, made);
    return made;
  };

  const itineraryOf = (call: ItineraryCall): Itinerary | undefined => {
    const { metric: _, ...question } = call;
    const key = JSON.stringify(question);
    if (itineraries.has(key)) return itineraries.get(key);
    const itinerary = findByProbe(networkOf(call.scenario), call);
    itineraries.set(key, itinerary);
    return itinerary;
  };

  const metricOf = (call: ItineraryCall): number => {
    const itinerary = itineraryOf(call);
    if (!itinerary) throw new NoValue(`There is no route for ${call.probeId} in ${call.scenario}.`);
    switch (call.metric) {
      case 'hours':
        return itinerary.hours;
      case 'days':
        return itinerary.hours / 24;
      case 'km':
        return itinerary.km;
      case 'usdPerTonne':
        return itinerary.usdPerTonne;
      default:
        return assertNever(call.metric);
    }
  };

  const claimValue = (id: string): number => {
    const claim = dataset.claims.get(id);
    if (!claim?.formula) throw new NoValue(`There is no claim ${id} with a formula.`);
    if (claimsUnderWay.has(id)) throw new NoValue(`Claim ${id} refers to itself.`);
    claimsUnderWay.add(id);
    try {
      return valueOfFormula(claim.formula);
    } finally {
      claimsUnderWay.delete(id);
    }
  };

  const valueOf = (expression: Expression): number => {
    switch (expression.kind) {
      case 'number':
        return expression.value;
      case 'negative':
        return -valueOf(expression.of);
      case 'arithmetic':
        return calculate(expression.operator, valueOf(expression.left), valueOf(expression.right));
      case 'itinerary':
        return metricOf(expression);
      case 'parameter':
        return found(networkOf(expression.scenario).parameters.get(expression.id), 'parameter', expression.id).value
          .mid;
      case 'field':
        return fieldOf(dataset, expression.table, expression.id, expression.field);
      case 'km-of-links':
        return expression.linkIds.reduce((km, id) => km + found(dataset.links.get(id), 'link', id).distanceKm, 0);
      case 'flow':
        return flowThrough(dataset, expression.borderIds, expression.scenario, expression.year);
      case 'claim':
        return claimValue(expression.id);
      case 'position': {
        const zero = metricOf(expression.zeroAt);
        return (valueOf(expression.value) - zero) / (metricOf(expression.oneAt) - zero);
      }
      case 'all-exist':
        return expression.calls.every((call) => itineraryOf(call) !== undefined) ? 1 : 0;
      default:
        return assertNever(expression);
    }
  };

  const valueOfFormula = (formula: string): number => {
    const parsed = parseClaimFormula(formula);
    if (!parsed.ok) throw new NoValue(parsed.error.message);
    const value = valueOf(parsed.value);
    if (!Number.isFinite(value)) throw new NoValue('The formula divides by zero.');
    return value;
  };

  return (formula) => {
    try {
      return success(valueOfFormula(formula));
    } catch (error) {
      if (error instanceof NoValue) return failure('bad-input', error.message);
      throw error;
    }
  };
}

function calculate(operator: '+' | '-' | '*' | '/', left: number, right: number): number {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    default:
      return assertNever(operator);
  }
}

function found<T>(value: T | undefined, what: string, id: string): T {
  if (value === undefined) throw new NoValue(`The dataset has no ${what} ${id}.`);
  return value;
}

function selectionOfWord(dataset: Dataset, scenario: string): Selection {
  if (scenario === 'base') return NOTHING_SELECTED;
  const measure = found(dataset.measures.get(scenario), 'measure or shock', scenario);
  const chosen = { [scenario]: { strength: 'mid' } } as const;
  const isShock = measure.kind === 'shock';
  return { measures: isShock ? {} : chosen, shocks: isShock ? chosen : {}, assumptions: {} };
}

/** kt a year of all markets through posts, both directions; here opening years count. */
function flowThrough(dataset: Dataset, borderIds: readonly string[], word: string, year: number): number {
  for (const id of borderIds) found(dataset.borders.get(id), 'border', id);
  const { measures, shocks } = selectionOfWord(dataset, word);
  const scenario = { ...emptyScenario(word), measures: { ...measures }, shocks: { ...shocks }, year };
  const { elements } = evaluateScenario(dataset, scenario);
  const passing = elements.filter(({ kind, id }) => kind === 'post' && borderIds.includes(id));
  return passing.reduce((sum, { volumeKt }) => sum + volumeKt, 0);
}

/** The cheapest itinerary of a probe by the probe's own objective, general cargo's value of time. */
function findByProbe(network: AppliedNetwork, call: ItineraryCall): Itinerary | undefined {
  const probe: Probe = found(network.dataset.probes.get(call.probeId), 'probe', call.probeId);
  for (const id of call.via) found(network.dataset.nodes.get(id), 'node', id);
  const [cheapest] = findItineraries(network, {
    from: probe.from,
    to: probe.to,
    startMeans: [probe.startMeans],
    endMeans: [probe.endMeans],
    via: [...probe.via, ...call.via],
    avoidNodes: probe.avoidNodes,
    avoidCountries: probe.avoidCountries,
    allowedModes: probe.allowedModes,
    objective: probe.objective,
    valueOfTimeUsdPerTonneDay: valueOfTime(network, 'general'),
    k: 1,
    state: call.state,
    dutyHoursPerDay: call.dutyHoursPerDay,
    handling: probe.handling && call.handling,
    tir: probe.tir,
  });
  return cheapest;
}

function fieldOf(dataset: Dataset, table: TableWord, id: string, field: string): number {
  if (table === 'measure') {
    const measure = found(dataset.measures.get(id), 'measure', id);
    return numberOf(own(measureFields, field)?.(measure), table, id, field);
  }
  const target =
    table === 'link'
      ? ({ type: 'link', value: found(dataset.links.get(id), 'link', id) } as const)
      : ({ type: 'border', value: found(dataset.borders.get(id), 'border', id) } as const);
  return numberOf(own(fieldsOf(target), field)?.get(target), table, id, field);
}

const own = <T>(record: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;

function numberOf(value: unknown, table: string, id: string, field: string): number {
  if (typeof value !== 'number') throw new NoValue(`The ${table} ${id} has no number in a field ${field}.`);
  return value;
}
