/**
 * Remembers the answers of a pure function by key, up to a limit, the oldest forgotten first. Never changes an answer,
 * only saves asking twice. Tested in test/unit/recent.test.ts.
 */
export class Recent<V> {
  private readonly answers = new Map<string, V>();
  private readonly limit: number;

  constructor(limit: number) {
    this.limit = limit;
  }

  get(key: string, make: () => V): V {
    const known = this.answers.get(key);
    if (known !== undefined) return known;
    const answer = make();
    const oldest = this.answers.keys().next();
    if (this.answers.size >= this.limit && !oldest.done) this.answers.delete(oldest.value);
    this.answers.set(key, answer);
    return answer;
  }
}
