/** Long questions: one at a time, the newest of each name wins, cancelling ends the worker, and answers are remembered. */
import { describe, expect, it } from 'vitest';
import { createEngineRoom } from '../../renderer/study/engine-room.ts';
import type { PackagesQuestion } from '../../renderer/study/long-questions.ts';
import { createLongWork, type EndableWorker } from '../../renderer/study/long-work.ts';
import type { WorkerAnswer, WorkerQuestion } from '../../renderer/study/protocol.ts';
import type { Result } from '../../shared/base/issue.ts';
import { getMarketQuestion } from '../../shared/engine/evaluate.ts';
import { listPackages, type Lattice } from '../../shared/engine/lattice.ts';
import type { RegretBoard, RegretQuestion } from '../../shared/engine/regret.ts';
import { emptyScenario } from '../../shared/scenario/schema.ts';
import { baselineDataset, baselinePack } from '../support/baseline-pack.ts';

const dataset = baselineDataset();
const question = getMarketQuestion(dataset, 'MK_KAS_BIS');
const packages = (year: number): PackagesQuestion => ({ base: emptyScenario('Base'), year, question });
const regret: RegretQuestion = { packages: [], year: 2035, question, metric: 'hours' };
const lattice = (year: number) => ({ marketId: 'MK_KAS_BIS', year }) as Lattice;
const board = { marketId: 'MK_KAS_BIS', rows: [] } as unknown as RegretBoard;

/** Workers that answer when the test says so. */
function createSlowWorkers() {
  const started: { asked: WorkerQuestion[]; isEnded: boolean; say: (data: WorkerAnswer) => void }[] = [];
  const makeWorker = (): EndableWorker => {
    const worker = { asked: [] as WorkerQuestion[], isEnded: false, say: (_data: WorkerAnswer): void => undefined };
    started.push(worker);
    return {
      postMessage: (asked) => void worker.asked.push(asked),
      addEventListener: (_type, listener) => {
        worker.say = (data) => listener({ data });
      },
      terminate: () => {
        worker.isEnded = true;
      },
    };
  };
  const work = createLongWork(makeWorker, {}, 'baseline');
  const longOnes = () =>
    started.map(({ asked }) => asked.flatMap((one) => (one.kind === 'long' ? [`${one.name} ${one.number}`] : [])));
  return { work, started, longOnes };
}
const yearOf = (result: Result<Lattice>): number | string => (result.ok ? result.value.year : result.error.code);

describe('a long question', () => {
  it('starts a worker only when one is asked, and gives it the data first', () => {
    const { work, started } = createSlowWorkers();
    expect(started).toHaveLength(0);
    work.ask('packages', packages(2035), () => undefined);
    expect(started[0]?.asked.map(({ kind }) => kind)).toEqual(['load', 'long']);
  });

  it('tells how far it is until it is answered', () => {
    const { work, started } = createSlowWorkers();
    const answers: (number | string)[] = [];
    work.ask('packages', packages(2035), (result) => answers.push(yearOf(result)));
    expect(work.running.get()).toEqual({ name: 'packages', part: 0 });
    started[0]?.say({ kind: 'progress', number: 1, part: 0.4 });
    expect(work.running.get()).toEqual({ name: 'packages', part: 0.4 });
    started[0]?.say({ kind: 'answered', number: 1, answer: lattice(2035) });
    expect(work.running.get()).toBeUndefined();
    expect(answers).toEqual([2035]);
  });

  it('gives way at once to a newer one of its name, and is never answered', () => {
    const { work, started, longOnes } = createSlowWorkers();
    const answers: (number | string)[] = [];
    work.ask('packages', packages(2030), (result) => answers.push(yearOf(result)));
    work.ask('packages', packages(2031), (result) => answers.push(yearOf(result)));
    expect(started.map(({ isEnded }) => isEnded)).toEqual([true, false]);
    expect(longOnes()).toEqual([['packages 1'], ['packages 2']]);
    started[0]?.say({ kind: 'answered', number: 1, answer: lattice(2030) });
    started[1]?.say({ kind: 'answered', number: 2, answer: lattice(2031) });
    expect(answers).toEqual([2031]);
  });

  it('waits while another one is worked on', () => {
    const { work, started, longOnes } = createSlowWorkers();
    const answers: string[] = [];
    work.ask('packages', packages(2030), () => answers.push('packages'));
    work.ask('regret', regret, () => answers.push('regret'));
    expect(longOnes()).toEqual([['packages 1']]);
    started[0]?.say({ kind: 'answered', number: 1, answer: lattice(2030) });
    expect(longOnes()).toEqual([['packages 1', 'regret 2']]);
    started[0]?.say({ kind: 'answered', number: 2, answer: board });
    expect(answers).toEqual(['packages', 'regret']);
  });

  it('is answered from memory when it was the last of its name', () => {
    const { work, started, longOnes } = createSlowWorkers();
    const answers: (number | string)[] = [];
    const ask = (year: number) => work.ask('packages', packages(year), (result) => answers.push(yearOf(result)));
    ask(2030);
    started[0]?.say({ kind: 'answered', number: 1, answer: lattice(2030) });
    ask(2030);
    expect(answers).toEqual([2030, 2030]);
    expect(longOnes()).toEqual([['packages 1']]);
  });

  it('passes a fault of the engine on as a sentence, and the next one is asked', () => {
    const { work, started, longOnes } = createSlowWorkers();
    const said: string[] = [];
    work.ask('packages', packages(2030), (result) => !result.ok && said.push(result.error.message));
    work.ask('regret', regret, () => undefined);
    started[0]?.say({ kind: 'failed', number: 1, message: 'There is no such place.' });
    expect(said).toEqual(['There is no such place.']);
    expect(longOnes()).toEqual([['packages 1', 'regret 2']]);
  });
});

describe('cancelling', () => {
  it('ends the worker, answers what ran and what waited, and shows nothing late', () => {
    const { work, started } = createSlowWorkers();
    const answers: (number | string)[] = [];
    work.ask('packages', packages(2030), (result) => answers.push(yearOf(result)));
    work.ask('regret', regret, (result) => answers.push(result.ok ? 'regret' : result.error.code));
    work.cancel();
    expect(started[0]?.isEnded).toBe(true);
    expect(work.running.get()).toBeUndefined();
    started[0]?.say({ kind: 'answered', number: 1, answer: lattice(2030) });
    expect(answers).toEqual(['cancelled', 'cancelled']);
    work.ask('packages', packages(2030), (result) => answers.push(yearOf(result)));
    expect(started).toHaveLength(2);
    started[1]?.say({ kind: 'answered', number: 2, answer: lattice(2030) });
    expect(answers.at(-1)).toBe(2030);
  });
});

describe('the worker', () => {
  it('answers as the engine does, telling every percent at most once', () => {
    const told: number[] = [];
    const room = createEngineRoom((progress) => {
      if (progress.kind === 'progress') told.push(progress.part);
    });
    room({ kind: 'load', files: baselinePack(), id: 'baseline' });
    const measureIds = ['M_CUSTOMS', 'M_CN247', 'M_BYPASS', 'M_BEDEL'];
    const ask = { ...packages(2035), measureIds };
    const answer = room({ kind: 'long', number: 7, name: 'packages', ask });
    expect(answer).toEqual({ kind: 'answered', number: 7, answer: listPackages(dataset, ask) });
    expect(told).toEqual([...new Set(told)].sort((a, b) => a - b));
    expect(told.at(-1)).toBe(1);
  });
});
