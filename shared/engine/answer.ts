/**
 * The answer in plain words, as structure (WINDOW.md 6): which difference is clear, which way each scenario takes, what
 * decides it. It chooses and rounds nothing: texts and number formats belong to shared/text.
 * Tested in test/unit/answer.test.ts.
 */
import type { Mode } from '../dataset/schema.ts';
import type { ComparedScenario, Itinerary, MarketComparison, NoRoute, Range, ReasonCode } from './types.ts';

/** Differences below this are arithmetic noise: 1e-9 h or USD. */
const NOISE = 1e-9;
/** A mode that carries less than this part of the way does not name it (a ferry always does). */
const NAMING_SHARE = 0.05;

/** What a paired difference says. `unclear`: its P10-P90 contains zero. */
export type Verdict =
  | { readonly kind: 'less' | 'more'; readonly amount: number }
  | { readonly kind: 'unclear' }
  | { readonly kind: 'equal' };

export function verdictOf(delta: Range): Verdict {
  if (Math.max(Math.abs(delta.p10), Math.abs(delta.p50), Math.abs(delta.p90)) < NOISE) return { kind: 'equal' };
  if (delta.p10 <= 0 && delta.p90 >= 0) return { kind: 'unclear' };
  return { kind: delta.p50 < 0 ? 'less' : 'more', amount: Math.abs(delta.p50) };
}

/** How goods go: modes in the order road, rail, sea; and the node that tells this way from the other one. */
export interface Way {
  readonly modes: readonly Mode[];
  readonly through?: string;
}

export type Answer =
  /** One scenario only, or nothing to compare it with. */
  | { readonly kind: 'single'; readonly index: number; readonly way: Way }
  | { readonly kind: 'no-route'; readonly index: number; readonly noRoute: NoRoute }
  /** Only the subject has a way. */
  | { readonly kind: 'opens-way'; readonly index: number; readonly referenceIndex: number; readonly way: Way }
  | {
      readonly kind: 'same';
      readonly index: number;
      readonly referenceIndex: number;
      /** Why one of its measures does nothing here; absent when nothing differs. */
      readonly because?: { readonly measureId: string; readonly reason: ReasonCode };
    }
  | {
      readonly kind: 'difference';
      readonly index: number;
      readonly referenceIndex: number;
      readonly way: Way;
      readonly referenceWay: Way;
      /** Both go the same way: then the scenarios are named by their titles. */
      readonly sameWay: boolean;
      readonly money: Verdict;
      readonly hours: Verdict;
    };

export function modesOf(itinerary: Itinerary): readonly Mode[] {
  const km = (mode: Mode) =>
    itinerary.legs.reduce((sum, leg) => (leg.kind === 'move' && leg.mode === mode ? sum + leg.km : sum), 0);
  const all: readonly Mode[] = ['road', 'rail', 'sea'];
  return all.filter((mode) => km(mode) > (mode === 'sea' ? 0 : NAMING_SHARE * itinerary.km));
}

/** First border post, else first stop, else first place, that the other itinerary does not pass. */
export function findDecidingPlace(itinerary: Itinerary, other: Itinerary): string | undefined {
  const passed = new Set(other.nodes);
  const isOwn = (node: string) => !passed.has(node);
  const stops = itinerary.legs.filter((leg) => isOwn(leg.from) && leg.kind !== 'move');
  return (stops.find((leg) => leg.kind === 'border') ?? stops[0])?.from ?? itinerary.nodes.find(isOwn);
}

const equalLists = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((item, index) => item === b[index]);

function wayOf(itinerary: Itinerary, other: Itinerary | undefined): Way {
  const through = other && findDecidingPlace(itinerary, other);
  return { modes: modesOf(itinerary), ...(through === undefined ? {} : { through }) };
}

function findIdleMeasure(scenario: ComparedScenario): { measureId: string; reason: ReasonCode } | undefined {
  for (const { id, reason } of scenario.measures) if (reason) return { measureId: id, reason };
  return undefined;
}

/** The answer about scenario `index`, measured against the comparison's reference; undefined for an unknown index. */
export function answerAbout(comparison: MarketComparison, index: number): Answer | undefined {
  const { referenceIndex } = comparison;
  const subject = comparison.scenarios[index];
  const reference = comparison.scenarios[referenceIndex];
  if (!subject) return undefined;
  if (!subject.main) {
    return { kind: 'no-route', index, noRoute: subject.result.noRoute ?? { opensWith: [], constraints: [] } };
  }
  if (!reference || index === referenceIndex) return { kind: 'single', index, way: wayOf(subject.main, undefined) };
  if (!reference.main) return { kind: 'opens-way', index, referenceIndex, way: wayOf(subject.main, undefined) };
  const { deltaHours, deltaUsdPerTonne } = subject;
  if (!deltaHours || !deltaUsdPerTonne) return { kind: 'single', index, way: wayOf(subject.main, undefined) };
  const money = verdictOf(deltaUsdPerTonne);
  const hours = verdictOf(deltaHours);
  const sameWay = equalLists(subject.main.nodes, reference.main.nodes);
  if (money.kind === 'equal' && hours.kind === 'equal' && sameWay) {
    const because = findIdleMeasure(subject);
    return { kind: 'same', index, referenceIndex, ...(because ? { because } : {}) };
  }
  const way = wayOf(subject.main, reference.main);
  const referenceWay = wayOf(reference.main, subject.main);
  return { kind: 'difference', index, referenceIndex, way, referenceWay, sameWay, money, hours };
}
