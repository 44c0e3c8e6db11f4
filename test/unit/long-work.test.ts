/** A long question counts its steps, and ends with a typed failure when asked to stop. */
import { expect, it } from 'vitest';
import { countSteps } from '../../shared/base/long-work.ts';

it('tells each step of the total and never more than all', () => {
  const told: string[] = [];
  const step = countSteps(2, (done, total) => told.push(`${done}/${total}`));
  step();
  step();
  step();
  expect(told).toEqual(['1/2', '2/2', '2/2']);
});

it('throws cancelled after the step in which somebody asked to stop', () => {
  let stop = false;
  const step = countSteps(3, undefined, () => stop);
  step();
  stop = true;
  expect(step).toThrow(
    expect.objectContaining({ error: expect.objectContaining({ code: 'cancelled' }) as unknown }) as Error,
  );
});
