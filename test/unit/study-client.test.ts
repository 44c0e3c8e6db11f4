/** The latest question wins, an older one still waiting is dropped, and no stale answer is ever shown. */
import { expect, it } from 'vitest';
import { createStudyClient } from '../../renderer/study/client.ts';
import { createEngineRoom } from '../../renderer/study/engine-room.ts';
import type { ComparisonQuestion, WorkerAnswer, WorkerQuestion } from '../../renderer/study/protocol.ts';
import { getMarketQuestion } from '../../shared/engine/evaluate.ts';
import type { MarketComparison } from '../../shared/engine/types.ts';
import { emptyScenario } from '../../shared/scenario/schema.ts';
import { baselineDataset, baselinePack } from '../support/baseline-pack.ts';

function createSlowWorker() {
  const asked: WorkerQuestion[] = [];
  let listener: (event: { readonly data: WorkerAnswer }) => void = () => undefined;
  return {
    asked,
    answer: (data: WorkerAnswer) => listener({ data }),
    worker: {
      postMessage: (question: WorkerQuestion) => void asked.push(question),
      addEventListener: (_type: 'message', added: typeof listener) => {
        listener = added;
      },
    },
  };
}

const ask = (year: number): ComparisonQuestion => ({
  scenarios: [emptyScenario('Reference')],
  referenceIndex: 0,
  year,
  question: { id: 'm', from: 'a', to: 'b', valueOfTimeClass: 'general', volumeKtPerYear: 0 },
});
const comparison = (year: number): MarketComparison => ({ marketId: 'm', referenceIndex: 0, year, scenarios: [] });

it('asks one question at a time and shows only the answer to the newest', () => {
  const { worker, asked, answer } = createSlowWorker();
  const study = createStudyClient(worker);
  const shown: number[] = [];
  for (const year of [2030, 2031, 2032])
    study.compare(ask(year), (result) => result.ok && shown.push(result.value.year));
  expect(asked).toHaveLength(1);

  answer({ kind: 'compared', number: 1, comparison: comparison(2030) });
  expect(shown).toEqual([]);
  // 2031 was never asked: 2032 came while 2030 was being worked on.
  expect(asked.map((question) => question.kind === 'compare' && question.ask.year)).toEqual([2030, 2032]);
  answer({ kind: 'compared', number: 3, comparison: comparison(2032) });
  expect(shown).toEqual([2032]);
});

it('ignores an answer that nobody waits for', () => {
  const { worker, answer } = createSlowWorker();
  const shown: number[] = [];
  createStudyClient(worker).compare(ask(2030), (result) => result.ok && shown.push(result.value.year));
  answer({ kind: 'compared', number: 99, comparison: comparison(2031) });
  expect(shown).toEqual([]);
});

it('passes a fault of the engine on as a sentence', () => {
  const { worker, answer } = createSlowWorker();
  const said: string[] = [];
  createStudyClient(worker).compare(ask(2030), (result) => !result.ok && said.push(result.error.message));
  answer({ kind: 'failed', number: 1, message: 'The network has no such place.' });
  expect(said).toEqual(['The network has no such place.']);
});

it('compares in the worker as the engine does, and explains a leg with its sources', () => {
  const room = createEngineRoom(() => undefined);
  expect(room({ kind: 'compare', number: 1, ask: ask(2030) })?.kind).toBe('failed');
  room({ kind: 'load', files: baselinePack(), id: 'baseline' });
  const question = getMarketQuestion(baselineDataset(), 'MK_KAS_TAS');
  const scenario = emptyScenario('Reference');
  const compared = room({
    kind: 'compare',
    number: 2,
    ask: { scenarios: [scenario], referenceIndex: 0, year: 2035, question },
  });
  if (compared?.kind !== 'compared') throw new Error('no comparison');
  const main = compared.comparison.scenarios[0]?.main;
  const leg = main?.legs.find(({ kind }) => kind === 'border');
  if (!main || !leg) throw new Error('no border on the way');
  const explained = room({
    kind: 'explain',
    number: 3,
    ask: { scenario, year: 2035, leg, payloadTonnes: main.payloadTonnes },
  });
  expect(explained?.kind === 'explained' && explained.explanation.inputs[0]?.sourceIds.length).toBeGreaterThan(0);
});
