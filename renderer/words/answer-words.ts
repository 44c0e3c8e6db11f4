/**
 * The answer sentence in words (WINDOW.md 6). The two differences stand in <money> and <hours>, so that the panel can
 * make buttons of them. Tested in test/unit/answer.test.ts.
 */
import { assertNever } from '../../shared/base/issue.ts';
import type { Answer, Verdict, Way } from '../../shared/engine/answer.ts';
import type { ComparedScenario, Range } from '../../shared/engine/types.ts';
import { digitsFor, formatNumber, formatSigned, hoursOrDays } from '../../shared/text/numbers.ts';
import type { TextKey } from '../../shared/text/index.ts';
import type { Answered } from '../study/answers.ts';
import { marketName, placeName } from '../study/market-question.ts';
import { measureName, reasonClause, type Words } from './reason-words.ts';
import { accusative } from './russian-case.ts';
import { scenarioTitle } from './scenario-title.ts';

export interface SentencePart {
  readonly text: string;
  /** Present: a number or verdict that can be asked for its origin. */
  readonly metric?: 'hours' | 'money';
}

export interface AnswerSentence {
  readonly parts: readonly SentencePart[];
  /** Second, muted line; may be empty. */
  readonly note: string;
}

/** "By <money>112 USD/t less</money> …" as parts. */
export function splitMarked(text: string): readonly SentencePart[] {
  return text.split(/(<(?:money|hours)>.*?<\/(?:money|hours)>)/).flatMap((piece): SentencePart[] => {
    const marked = /^<(money|hours)>(.*)<\/\1>$/.exec(piece);
    if (marked?.[2] !== undefined) return [{ text: marked[2], metric: marked[1] === 'money' ? 'money' : 'hours' }];
    return piece === '' ? [] : [{ text: piece }];
  });
}

const capitalized = (text: string, language: string): string =>
  text.charAt(0).toLocaleUpperCase(language) + text.slice(1);

export function hoursText({ t, language }: Words, hours: number): string {
  const { unit, value } = hoursOrDays(language, hours);
  return t(unit === 'hours' ? 'value.hours' : 'value.days', { value });
}

export const moneyText = ({ t, language }: Words, usdPerTonne: number): string =>
  t('value.usdPerTonne', { value: formatNumber(language, usdPerTonne, digitsFor(usdPerTonne)) });

function wayText({ dataset, language, t }: Words, way: Way, namesPlace: boolean): string {
  const key = `way.${way.modes.join('-')}` as TextKey;
  const text = t(key);
  if (!namesPlace || way.through === undefined) return text;
  const place = placeName(dataset, way.through, language);
  return t('way.through', { way: text, place: language === 'ru' ? accusative(place) : place });
}

function verdictText(words: Words, metric: 'hours' | 'money', verdict: Verdict): string {
  const { t } = words;
  if (verdict.kind === 'unclear' || verdict.kind === 'equal') return t(`answer.${metric}.${verdict.kind}`);
  const amount = metric === 'hours' ? hoursText(words, verdict.amount) : moneyText(words, verdict.amount);
  return t(`answer.${metric}.${verdict.kind}`, { amount });
}

const isClear = (verdict: Verdict): boolean => verdict.kind === 'less' || verdict.kind === 'more';

function rangeText(words: Words, range: Range, key: 'value.hours' | 'value.usdPerTonne'): string {
  const { t, language } = words;
  const digits = digitsFor(range.p50, range);
  const values = { low: formatSigned(language, range.p10, digits), high: formatSigned(language, range.p90, digits) };
  return t(key, { value: t('value.rangeSigned', values) });
}

function differenceNote(words: Words, scenario: ComparedScenario | undefined): string {
  if (!scenario?.deltaHours || !scenario.deltaUsdPerTonne) return '';
  return words.t('answer.ranges', {
    money: rangeText(words, scenario.deltaUsdPerTonne, 'value.usdPerTonne'),
    hours: rangeText(words, scenario.deltaHours, 'value.hours'),
  });
}

function closureText(words: Words, answer: Extract<Answer, { kind: 'no-route' }>): string {
  const { t } = words;
  const { opensWith, constraints } = answer.noRoute;
  if (opensWith.length > 0) {
    const list = new Intl.ListFormat(words.language, { type: 'disjunction' });
    return t('answer.noRouteMeasure', { measures: list.format(opensWith.map((id) => measureName(words, id))) });
  }
  if (constraints.some((name) => name !== 'means')) return t('answer.noRouteWish');
  return t(constraints.length > 0 ? 'answer.noRouteMeans' : 'answer.noRouteData');
}

/** The sentence about one scenario of an answered comparison. */
export function answerSentence(words: Words, answered: Answered, answer: Answer): AnswerSentence {
  const { dataset, language, t } = words;
  const { comparison, columns, question } = answered;
  const market = marketName(dataset, question, language);
  const letterOf = (index: number) => columns[index]?.letter ?? '';
  const titleOf = (index: number) => scenarioTitle(dataset, columns[index]?.title ?? '', language);
  const letter = letterOf(answer.index);
  const sentence = (text: string, note = ''): AnswerSentence => ({ parts: splitMarked(text), note });
  const scenario = comparison.scenarios[answer.index];
  const totals = {
    hours: hoursText(words, scenario?.main?.hours ?? 0),
    money: moneyText(words, scenario?.main?.usdPerTonne ?? 0),
  };
  switch (answer.kind) {
    case 'single': {
      const subject = capitalized(wayText(words, answer.way, true), language);
      return sentence(t('answer.single', { subject, letter, market, ...totals }));
    }
    case 'opens-way': {
      const subject = capitalized(wayText(words, answer.way, true), language);
      const otherLetter = letterOf(answer.referenceIndex);
      return sentence(t('answer.opensWay', { subject, letter, market, otherLetter, ...totals }));
    }
    case 'no-route':
      return sentence(t('answer.noRoute', { letter, market, closure: closureText(words, answer) }));
    case 'same': {
      const otherLetter = letterOf(answer.referenceIndex);
      if (!answer.because) return sentence(t('answer.sameNothing', { letter, otherLetter, market }));
      const { measureId, reason } = answer.because;
      const why = reasonClause(words, measureId, reason);
      return sentence(t('answer.same', { letter, otherLetter, reason: why }));
    }
    case 'difference': {
      const { way, referenceWay, sameWay, money, hours } = answer;
      const sameModes = way.modes.join() === referenceWay.modes.join();
      // By way where ways differ; by title where they are the same or nothing tells them apart.
      const byTitle = sameWay || (sameModes && (way.through === undefined || referenceWay.through === undefined));
      const named = (index: number) => t('way.named', { title: titleOf(index) });
      const subject = byTitle ? named(answer.index) : wayText(words, way, sameModes);
      const other = byTitle ? named(answer.referenceIndex) : wayText(words, referenceWay, true);
      const moneyFirst = isClear(money) || !isClear(hours);
      const key = isClear(money) || isClear(hours) ? 'answer.difference' : 'answer.alike';
      // Where neither is clear, time comes first: "takes about as long as".
      const hoursFirst = !moneyFirst || key === 'answer.alike';
      const texts = [verdictText(words, 'money', money), verdictText(words, 'hours', hours)] as const;
      const values = {
        subject: capitalized(subject, language),
        letter,
        market,
        first: hoursFirst ? texts[1] : texts[0],
        second: hoursFirst ? texts[0] : texts[1],
        other,
        otherLetter: letterOf(answer.referenceIndex),
      };
      return sentence(t(key, values), differenceNote(words, scenario));
    }
    default:
      return assertNever(answer);
  }
}
