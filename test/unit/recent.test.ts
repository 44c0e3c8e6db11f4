/** What was asked lately is not asked again; what is over the limit is. */
import { expect, it } from 'vitest';
import { Recent } from '../../shared/base/recent.ts';

it('asks once for each key and forgets the oldest over the limit', () => {
  const asked: string[] = [];
  const recent = new Recent<string>(2);
  const ask = (key: string) =>
    recent.get(key, () => {
      asked.push(key);
      return key.toUpperCase();
    });
  expect([ask('a'), ask('a'), ask('b'), ask('a'), ask('c'), ask('a')]).toEqual(['A', 'A', 'B', 'A', 'C', 'A']);
  expect(asked).toEqual(['a', 'b', 'c', 'a']);
});
