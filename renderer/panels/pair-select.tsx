/**
 * Two compared scenarios chosen inside a sentence: the one spoken of and the reference. The first is the window's focus,
 * the second its reference, so every view speaks of the same two.
 */
import { HTMLSelect } from '@blueprintjs/core';
import { useDocument, useServices, useTexts } from '../services.ts';
import { letterAt, setReference, type Column, type Letter } from '../state/document.ts';
import { useStore } from '../state/store.ts';
import { useScenarioTitle } from '../words/scenario-title.ts';

export interface PairMember {
  readonly column: Column;
  readonly letter: Letter;
}

/** The focused scenario, else the first that is not the reference; the reference itself when it stands alone. */
export function pairOf(
  columns: readonly Column[],
  referenceKey: string,
  focusLetter: string | undefined,
): { readonly subject: PairMember | undefined; readonly reference: PairMember | undefined } {
  const members = columns.map((column, index) => ({ column, letter: letterAt(index) }));
  const reference = members.find(({ column }) => column.key === referenceKey) ?? members[0];
  const others = members.filter((member) => member !== reference);
  return { reference, subject: others.find(({ letter }) => letter === focusLetter) ?? others[0] ?? reference };
}

interface PairSelectProps {
  readonly before: string;
  readonly between: string;
  readonly after: string;
}

export function PairSelect({ before, between, after }: PairSelectProps) {
  const { session, document } = useServices();
  const { t } = useTexts();
  const titleOf = useScenarioTitle();
  const columns = useDocument((state) => state.columns);
  const referenceKey = useDocument((state) => state.reference);
  const focusLetter = useStore(session, (state) => state.focus.columnLetter);
  const { subject, reference } = pairOf(columns, referenceKey, focusLetter);
  const options = columns.map((column, index) => ({
    value: column.key,
    label: `${letterAt(index)}  ${titleOf(column.document.scenario.title)}`,
  }));
  const letterOf = (key: string): Letter => letterAt(columns.findIndex((column) => column.key === key));
  return (
    <>
      <span>{before}</span>
      <HTMLSelect
        aria-label={t('explain.subject')}
        value={subject?.column.key ?? ''}
        options={options.filter(({ value }) => value !== reference?.column.key || columns.length === 1)}
        onChange={(event) => {
          const columnLetter = letterOf(event.currentTarget.value);
          session.set((current) => ({ ...current, focus: { columnLetter, pinned: true } }));
        }}
      />
      <span>{between}</span>
      <HTMLSelect
        aria-label={t('table.reference')}
        value={reference?.column.key ?? ''}
        options={options}
        onChange={(event) => {
          const key = event.currentTarget.value;
          document.change(t('change.reference', { letter: letterOf(key) }), setReference(key));
        }}
      />
      <span>{after}</span>
    </>
  );
}
