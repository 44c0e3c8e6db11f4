/**
 * The language of claim_formulas.csv: a formula as people write it in the pack becomes a tree of a few kinds of
 * expression. It knows no claim and computes nothing; claims.ts gives the words their values. A minus between words
 * stands in spaces, because "no-handling" is one word. Tested in test/unit/claim-formula.test.ts.
 */
import { failure, success, type Result } from '../base/issue.ts';
import type { WorldState } from './types.ts';

export type ItineraryMetric = 'hours' | 'days' | 'km' | 'usdPerTonne';
export type TableWord = 'link' | 'measure' | 'border';

/** hours(PROBE [via NODE …], SCENARIO [, STATE] [, no-handling] [, duty N]) and its sisters. */
export interface ItineraryCall {
  readonly kind: 'itinerary';
  readonly metric: ItineraryMetric;
  readonly probeId: string;
  /** Nodes to pass besides those of the probe, after them. */
  readonly via: readonly string[];
  /** "base", or the id of one measure or shock. */
  readonly scenario: string;
  readonly state: WorldState;
  readonly handling: boolean;
  readonly dutyHoursPerDay?: number;
}

export type Expression =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'negative'; readonly of: Expression }
  | {
      readonly kind: 'arithmetic';
      readonly operator: '+' | '-' | '*' | '/';
      readonly left: Expression;
      readonly right: Expression;
    }
  | ItineraryCall
  | { readonly kind: 'parameter'; readonly id: string; readonly scenario: string }
  | { readonly kind: 'field'; readonly table: TableWord; readonly id: string; readonly field: string }
  | { readonly kind: 'km-of-links'; readonly linkIds: readonly string[] }
  /** flow(POST + POST …, SCENARIO, YEAR): kt of all markets through these posts, both directions. */
  | { readonly kind: 'flow'; readonly borderIds: readonly string[]; readonly scenario: string; readonly year: number }
  | { readonly kind: 'claim'; readonly id: string }
  /** Where a value lies between two results: 0 at the one, 1 at the other, straight between and beyond. */
  | {
      readonly kind: 'position';
      readonly value: Expression;
      readonly zeroAt: ItineraryCall;
      readonly oneAt: ItineraryCall;
    }
  /** 1 if every itinerary exists, else 0. */
  | { readonly kind: 'all-exist'; readonly calls: readonly ItineraryCall[] };

const metrics: readonly string[] = ['hours', 'days', 'km', 'usdPerTonne'];
const tables: readonly string[] = ['link', 'measure', 'border'];
const states: readonly string[] = ['best', 'p50', 'p90', 'stress'];
/** Units that a number may carry for the reader; the unit of the claim is what counts. */
const unitWords: readonly string[] = ['t', 'kt', 'h', 'km', 'days', 'crossings', 'trucks'];

interface Token {
  readonly kind: 'number' | 'word' | 'sign' | 'end';
  readonly text: string;
  /** Position of its first character, counted from 1. */
  readonly at: number;
}

class FormulaProblem extends Error {}

const problemAt = (at: number, message: string): FormulaProblem => new FormulaProblem(`At character ${at}: ${message}`);

const tokenPattern =
  /\s*(?:(?<number>\d+(?:\.\d+)?(?:e[+-]?\d+)?)|(?<word>[A-Za-z_]\w*(?:[-|][A-Za-z]\w*)*)|(?<sign>[-+*/(),.=]))/uy;

function tokenize(formula: string): readonly Token[] {
  const tokens: Token[] = [];
  tokenPattern.lastIndex = 0;
  const end = formula.trimEnd().length;
  while (tokenPattern.lastIndex < end) {
    const from = tokenPattern.lastIndex;
    const match = tokenPattern.exec(formula);
    if (!match?.groups) {
      const at = from + formula.slice(from).search(/\S/);
      throw problemAt(at + 1, `"${formula.charAt(at)}" means nothing in a formula.`);
    }
    const { number, word, sign } = match.groups;
    const text = number ?? word ?? sign ?? '';
    const kind = number !== undefined ? 'number' : word !== undefined ? 'word' : 'sign';
    tokens.push({ kind, text, at: tokenPattern.lastIndex - text.length + 1 });
  }
  tokens.push({ kind: 'end', text: '', at: end + 1 });
  return tokens;
}

/** Recursive descent: phrase > sum > product > factor. */
class FormulaReader {
  private next = 0;
  private readonly tokens: readonly Token[];

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  readAll(): Expression {
    const expression = this.phrase();
    if (this.peek().kind !== 'end') throw this.unexpected('the end of the formula or an operator');
    return expression;
  }

  private phrase(): Expression {
    if (this.takePhrase('position', 'of')) return this.position();
    if (this.peek().text === '1' && this.peek(1).text === 'if') {
      this.next += 2;
      return this.allExist();
    }
    return this.sum();
  }

  /** position of X between CALL = 0 and STATE = 1 */
  private position(): Expression {
    const value = this.sum();
    this.expect('between');
    const zeroAt = this.itinerary();
    this.expect('=');
    this.expect('0');
    this.expect('and');
    const state = this.stateWord();
    this.expect('=');
    this.expect('1');
    return { kind: 'position', value, zeroAt, oneAt: { ...zeroAt, state } };
  }

  /** 1 if CALL and CALL both exist */
  private allExist(): Expression {
    const calls = [this.itinerary()];
    while (this.take('and')) calls.push(this.itinerary());
    this.take('both');
    if (!this.take('exist')) this.expect('exists');
    return { kind: 'all-exist', calls };
  }

  private sum(): Expression {
    let left = this.product();
    for (;;) {
      const operator = this.takeOneOf('+', '-');
      if (!operator) return left;
      left = { kind: 'arithmetic', operator, left, right: this.product() };
    }
  }

  private product(): Expression {
    let left = this.factor();
    for (;;) {
      const operator = this.takeOneOf('*', '/');
      if (!operator) return left;
      left = { kind: 'arithmetic', operator, left, right: this.factor() };
    }
  }

  private factor(): Expression {
    if (this.take('-')) return { kind: 'negative', of: this.factor() };
    const value = this.value();
    if (value.withUnit && unitWords.includes(this.peek().text)) this.next += 1;
    return value.expression;
  }

  private value(): { readonly expression: Expression; readonly withUnit?: boolean } {
    const token = this.peek();
    if (token.kind === 'number') {
      this.next += 1;
      return { expression: { kind: 'number', value: Number(token.text) }, withUnit: true };
    }
    if (this.take('(')) {
      const expression = this.sum();
      this.expect(')');
      return { expression, withUnit: true };
    }
    if (this.takePhrase('the', 'sum', 'of'))
      return { expression: { kind: 'claim', id: this.word('the id of a claim') } };
    if (this.takePhrase('sum', 'of', 'km', 'over') || this.takePhrase('km', 'of')) {
      return { expression: { kind: 'km-of-links', linkIds: this.list() } };
    }
    if (metrics.includes(token.text)) return { expression: this.itinerary() };
    if (token.text === 'parameter') return { expression: this.parameter() };
    if (token.text === 'flow') return { expression: this.flow() };
    if (tables.includes(token.text)) return { expression: this.field() };
    throw this.unexpected(
      'a number, a bracket or one of hours, days, km, usdPerTonne, flow, parameter, link, measure, border',
    );
  }

  private itinerary(): ItineraryCall {
    const token = this.peek();
    const metric = metrics.find((one) => one === token.text) as ItineraryMetric | undefined;
    if (!metric) throw this.unexpected(`one of ${metrics.join(', ')}`);
    this.next += 1;
    this.expect('(');
    const probeId = this.word('the id of a probe');
    const via: string[] = [];
    while (this.take('via')) via.push(this.word('the id of a node'));
    this.expect(',');
    let call: ItineraryCall = {
      kind: 'itinerary',
      metric,
      probeId,
      via,
      scenario: this.word('"base" or the id of a measure'),
      state: 'p50',
      handling: true,
    };
    while (this.take(',')) {
      if (states.includes(this.peek().text)) call = { ...call, state: this.stateWord() };
      else if (this.take('no-handling')) call = { ...call, handling: false };
      else if (this.take('duty')) call = { ...call, dutyHoursPerDay: this.number() };
      else throw this.unexpected(`one of ${states.join(', ')}, no-handling, duty`);
    }
    this.expect(')');
    return call;
  }

  /** parameter(ID) or parameter(ID), SCENARIO */
  private parameter(): Expression {
    this.expect('parameter');
    this.expect('(');
    const id = this.word('the id of a parameter');
    this.expect(')');
    const scenario = this.take(',') ? this.word('"base" or the id of a measure') : 'base';
    return { kind: 'parameter', id, scenario };
  }

  private flow(): Expression {
    this.expect('flow');
    this.expect('(');
    const borderIds = [this.word('the id of a post')];
    while (this.take('+')) borderIds.push(this.word('the id of a post'));
    this.expect(',');
    const scenario = this.word('"base" or the id of a measure');
    this.expect(',');
    const year = this.number();
    this.expect(')');
    return { kind: 'flow', borderIds, scenario, year };
  }

  private field(): Expression {
    const table = this.word('a table') as TableWord;
    this.expect('(');
    const id = this.word(`the id of a ${table}`);
    this.expect(')');
    this.expect('.');
    return { kind: 'field', table, id, field: this.word('the name of a field') };
  }

  private list(): readonly string[] {
    const ids = [this.word('the id of a link')];
    while (this.take(',') || this.take('and')) ids.push(this.word('the id of a link'));
    return ids;
  }

  private stateWord(): WorldState {
    const state = states.find((one) => one === this.peek().text);
    if (!state) throw this.unexpected(`one of ${states.join(', ')}`);
    this.next += 1;
    return state as WorldState;
  }

  private number(): number {
    const token = this.peek();
    if (token.kind !== 'number') throw this.unexpected('a number');
    this.next += 1;
    return Number(token.text);
  }

  private word(what: string): string {
    const token = this.peek();
    if (token.kind !== 'word') throw this.unexpected(what);
    this.next += 1;
    return token.text;
  }

  private peek(ahead = 0): Token {
    const token = this.tokens[Math.min(this.next + ahead, this.tokens.length - 1)];
    return token ?? { kind: 'end', text: '', at: 1 };
  }

  private take(text: string): boolean {
    if (this.peek().kind === 'end' || this.peek().text !== text) return false;
    this.next += 1;
    return true;
  }

  private takeOneOf<T extends string>(...texts: readonly T[]): T | undefined {
    return texts.find((text) => this.take(text));
  }

  /** Takes all the words, or none. */
  private takePhrase(...words: readonly string[]): boolean {
    if (!words.every((word, index) => this.peek(index).text === word)) return false;
    this.next += words.length;
    return true;
  }

  private expect(text: string): void {
    if (!this.take(text)) throw this.unexpected(`"${text}"`);
  }

  private unexpected(wanted: string): FormulaProblem {
    const { kind, text, at } = this.peek();
    const found = kind === 'end' ? 'the formula ends' : `"${text}" stands`;
    return problemAt(at, `${found} where ${wanted} should be.`);
  }
}

/** The tree of a formula, or a sentence that says at which character it stops making sense. */
export function parseClaimFormula(formula: string): Result<Expression> {
  try {
    return success(new FormulaReader(tokenize(formula)).readAll());
  } catch (error) {
    if (error instanceof FormulaProblem) return failure('bad-input', error.message);
    throw error;
  }
}
