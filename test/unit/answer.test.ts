/** The answer sentence: what is clear, what is not, which way each goes, and why nothing changes. */
import { expect, it } from 'vitest';
import { answerSentence } from '../../renderer/words/answer-words.ts';
import type { Answered } from '../../renderer/study/answers.ts';
import { answerAbout, verdictOf } from '../../shared/engine/answer.ts';
import { compareScenarios } from '../../shared/engine/compare.ts';
import { getMarketQuestion } from '../../shared/engine/evaluate.ts';
import type { MarketQuestion } from '../../shared/engine/types.ts';
import { emptyScenario, type Scenario } from '../../shared/scenario/schema.ts';
import { createTexts, translatorOf, type TextLanguage } from '../../shared/text/index.ts';
import { baselineDataset } from '../support/baseline-pack.ts';

const dataset = baselineDataset();
const nothing = emptyScenario('Reference');
const railway: Scenario = { ...nothing, title: 'Railway', measures: { M_CKU: { strength: 'mid' } } };
const bypass: Scenario = { ...nothing, title: 'Bypass road', measures: { M_BYPASS: { strength: 'mid' } } };

function answered(scenario: Scenario, question: MarketQuestion): Answered {
  const comparison = compareScenarios(dataset, [nothing, scenario], { referenceIndex: 0, year: 2035, question });
  const columns = [
    { key: 'a', letter: 'A' as const, title: nothing.title },
    { key: 'b', letter: 'B' as const, title: scenario.title },
  ];
  return { comparison, columns, question, year: 2035, revision: 1 };
}

function say(scenario: Scenario, question: MarketQuestion, language: TextLanguage = 'en', index = 1): string {
  const about = answered(scenario, question);
  const answer = answerAbout(about.comparison, index);
  if (!answer) throw new Error('There is no answer.');
  const words = { dataset, language, t: translatorOf(createTexts(language)) };
  return answerSentence(words, about, answer)
    .parts.map(({ text }) => text)
    .join('')
    .replaceAll('\u00a0', ' ');
}

const kashgarTashkent = getMarketQuestion(dataset, 'MK_KAS_TAS');

it('calls a difference clear only when its range leaves zero out', () => {
  expect(verdictOf({ p10: -48, p50: -25, p90: -7 })).toEqual({ kind: 'less', amount: 25 });
  expect(verdictOf({ p10: 3, p50: 9, p90: 20 })).toEqual({ kind: 'more', amount: 9 });
  expect(verdictOf({ p10: -12, p50: 41, p90: 95 })).toEqual({ kind: 'unclear' });
  expect(verdictOf({ p10: 0, p50: 0, p90: 0 })).toEqual({ kind: 'equal' });
});

it('names the subject by its means and the other by its deciding place, the clear difference first', () => {
  expect(say(railway, kashgarTashkent)).toMatch(
    /^By rail \(B\), Kashgar–Tashkent costs \d+ USD\/t less than by road through Irkeshtam \(A\) and takes about as long\.$/,
  );
});

it('says the same in Russian', () => {
  expect(say(railway, kashgarTashkent, 'ru')).toMatch(
    /^По железной дороге \(B\) путь Кашгар – Ташкент на \d+ долл\.\/т дешевле, чем автомобилем через Иркештам \(A\), и примерно так же долог\.$/,
  );
});

it('needs at most thirty words', () => {
  for (const language of ['en', 'ru'] as const)
    expect(say(railway, kashgarTashkent, language).split(/\s+/).length).toBeLessThanOrEqual(30);
});

it('says why a scenario does the same as the reference', () => {
  expect(say(bypass, kashgarTashkent)).toBe(
    'B does the same as A here: Bishkek northern bypass is not on the used itinerary.',
  );
});

it('speaks of one scenario alone when it is the reference', () => {
  expect(say(railway, kashgarTashkent, 'en', 0)).toMatch(
    /^By road \(A\), Kashgar–Tashkent takes \d+ h and costs \d+ USD\/t\.$/,
  );
});

it('says what would open a way where there is none', () => {
  const question: MarketQuestion = {
    ...kashgarTashkent,
    id: 'rail only',
    from: 'CN_KASHGAR',
    to: 'KG_JALALABAD',
    startMeans: ['rail1435'],
    endMeans: ['rail1520'],
  };
  const about = answered(railway, question);
  expect(about.comparison.scenarios[0]?.main).toBeUndefined();
  expect(say(railway, question, 'en', 0)).toMatch(/^No route in A for Kashgar–Jalal-Abad: /);
  expect(say(railway, question)).toMatch(/without it \(A\) there is no route\.$/);
});
