/** Undo and redo over any edits: back to the exact start, forward to the exact end, with numbers that tell contents apart. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalText } from '../../shared/base/canonical-json.ts';
import {
  canRedo,
  canUndo,
  change,
  createHistory,
  isUnsaved,
  markSaved,
  redo,
  redoLabel,
  undo,
  undoLabel,
  type History,
} from '../../shared/scenario/history.ts';
import { emptyScenario, type Scenario } from '../../shared/scenario/schema.ts';

const start = (): History<Scenario> => createHistory(emptyScenario('Start'));

type Edit = { readonly label: string; readonly gesture?: string; readonly apply: (scenario: Scenario) => void };
const id = fc.constantFrom('M_CKU', 'M_TKM', 'M_BYPASS');
const gesture = fc.option(fc.constantFrom('slider', 'typing'), { nil: undefined });
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(id, fc.double({ min: 0, max: 1, noNaN: true }), gesture).map(([measure, strength, gesture]): Edit => ({
    label: `Strength of ${measure}`,
    gesture,
    apply: (scenario) => {
      scenario.measures[measure] = { strength };
    },
  })),
  id.map((measure): Edit => ({ label: `${measure} off`, apply: (scenario) => void delete scenario.measures[measure] })),
  fc.tuple(fc.string({ minLength: 1 }), gesture).map(([title, gesture]): Edit => ({
    label: 'Title',
    gesture,
    apply: (scenario) => {
      scenario.title = title;
    },
  })),
  fc.array(fc.string({ minLength: 1, maxLength: 3 }), { maxLength: 4 }).map((tags): Edit => ({
    label: 'Tags',
    apply: (scenario) => {
      scenario.tags.reverse();
      scenario.tags.push(...tags);
      if (scenario.tags.length > 5) scenario.tags.splice(1, 3);
    },
  })),
);
const edits = fc.array(edit, { maxLength: 25 });
const apply = (history: History<Scenario>, one: Edit): History<Scenario> =>
  change(history, one.label, one.apply, one.gesture);

function undoAll(history: History<Scenario>): History<Scenario> {
  let earlier = history;
  while (canUndo(earlier)) earlier = undo(earlier);
  return earlier;
}
function redoAll(history: History<Scenario>): History<Scenario> {
  let later = history;
  while (canRedo(later)) later = redo(later);
  return later;
}

describe('after any edits', () => {
  it('undo returns the exact start and redo the exact end, as often as one likes', () => {
    fc.assert(
      fc.property(edits, (list) => {
        const end = list.reduce(apply, start());
        const back = undoAll(end);
        expect(back.present).toEqual(start().present);
        expect(back.revision).toBe(1);
        const forth = redoAll(back);
        expect(forth.present).toEqual(end.present);
        expect(forth.revision).toBe(end.revision);
        expect(redoAll(undoAll(forth)).present).toEqual(end.present);
      }),
    );
  });

  it('one revision number never stands for two contents', () => {
    const moves = fc.array(fc.oneof(edit, fc.constant('undo' as const), fc.constant('redo' as const)), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(moves, (list) => {
        const contents = new Map<number, string>();
        let history = start();
        for (const move of list) {
          const before = history;
          history = move === 'undo' ? undo(history) : move === 'redo' ? redo(history) : apply(history, move);
          const content = canonicalText(history.present);
          expect(contents.get(history.revision) ?? content).toBe(content);
          contents.set(history.revision, content);
          if (typeof move === 'object' && history !== before) expect(history.revision).toBe(before.lastRevision + 1);
        }
      }),
    );
  });

  it('the content that was there before a change is not touched by it', () => {
    fc.assert(
      fc.property(edits, (list) => {
        const first = start();
        const text = canonicalText(first.present);
        undoAll(list.reduce(apply, first));
        expect(canonicalText(first.present)).toBe(text);
      }),
    );
  });
});

describe('the history', () => {
  const rename = (title: string, gesture?: string) => (history: History<Scenario>) =>
    change(history, `Rename to ${title}`, (draft) => void (draft.title = title), gesture);

  it('names what undo takes back and what redo brings back', () => {
    const two = rename('B')(rename('A')(start()));
    expect([undoLabel(two), redoLabel(two)]).toEqual(['Rename to B', undefined]);
    expect([undoLabel(undo(two)), redoLabel(undo(two))]).toEqual(['Rename to A', 'Rename to B']);
  });

  it('takes the changes of one gesture back in one step', () => {
    const typed = ['R', 'Ra', 'Rai'].reduce((history, title) => rename(title, 'typing')(history), start());
    expect(typed.past).toHaveLength(1);
    expect(undo(typed).present.title).toBe('Start');
    expect(redo(undo(typed)).present.title).toBe('Rai');
  });

  it('keeps gestures apart when another change, an undo or a redo came between', () => {
    const between = rename('C', 'typing')(rename('B')(rename('A', 'typing')(start())));
    expect(between.past).toHaveLength(3);
    const undone = undo(rename('B')(rename('A', 'typing')(start())));
    expect(rename('C', 'typing')(undone).past).toHaveLength(2);
    const redone = redo(undo(rename('A', 'typing')(start())));
    expect(rename('C', 'typing')(redone).past).toHaveLength(2);
  });

  it('forgets what was undone once something new was done', () => {
    const changed = rename('C')(undo(rename('B')(start())));
    expect(canRedo(changed)).toBe(false);
    expect(redo(changed)).toBe(changed);
  });

  it('stays the very same value when nothing changes and at both ends', () => {
    const history = start();
    expect(rename('Start')(history)).toBe(history);
    expect(undo(history)).toBe(history);
    expect(redo(history)).toBe(history);
  });

  it('is unsaved from a change until that revision is in its file, and saved again when undone back to it', () => {
    const fresh = createHistory(emptyScenario('New'), false);
    expect(isUnsaved(fresh)).toBe(true);
    const changed = rename('A')(markSaved(fresh, fresh.revision));
    expect(isUnsaved(changed)).toBe(true);
    expect(isUnsaved(undo(changed))).toBe(false);
    const later = rename('B')(changed);
    expect(isUnsaved(markSaved(later, changed.revision))).toBe(true);
    expect(isUnsaved(markSaved(later, later.revision))).toBe(false);
  });
});
