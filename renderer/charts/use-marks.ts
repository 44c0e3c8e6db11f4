/**
 * Hover, click and keys on the marks of a chart (legs of scenario columns), the same in every chart: 80 ms in, none
 * out, click pins, arrows walk from leg to leg and from scenario to scenario. One tab stop per chart.
 * Tested in test/dom/staircase.test.tsx.
 */
import { useCallback, useEffect, useMemo, useRef, useState, type KeyboardEvent, type SVGAttributes } from 'react';
import type { ChartColumn, Focus } from './column.ts';
import type { ChartProps } from './define-chart.tsx';
import { describeLeg } from './leg-words.ts';

const hoverDelayMs = 80;

export interface MarkId {
  readonly letter: ChartColumn['letter'];
  readonly legIndex: number;
}

type MarkAttributes = SVGAttributes<SVGElement> & { readonly 'data-mark': string };

export interface Marks {
  /** What a leg is, in words: for titles and screen readers. */
  readonly label: (mark: MarkId) => string;
  /** Pointer behaviour of a leg drawn anywhere. */
  readonly pointer: (mark: MarkId) => SVGAttributes<SVGElement>;
  /** Pointer and keyboard: for the one drawing of a leg that takes part in the tab order. */
  readonly button: (mark: MarkId) => MarkAttributes;
  /** Only the column: badges and lanes. */
  readonly badge: (letter: ChartColumn['letter']) => SVGAttributes<SVGElement>;
  /** For the element that holds the marks. */
  readonly onKeyDown: (event: KeyboardEvent<SVGElement>) => void;
}

const markKey = (mark: MarkId): string => `${mark.letter}:${mark.legIndex}`;

export function useMarks({ dataset, columns, language, t, focus, onFocus }: ChartProps): Marks {
  // Hundreds of marks redraw at every hover; their words change only with the question.
  const labels = useMemo(() => {
    const words = { dataset, language, t };
    return new Map(
      columns.flatMap(({ letter, scenario }) =>
        (scenario.main?.legs ?? []).map((leg, legIndex): [string, string] => [
          markKey({ letter, legIndex }),
          describeLeg(words, letter, leg),
        ]),
      ),
    );
  }, [dataset, columns, language, t]);
  const label = (mark: MarkId): string => labels.get(markKey(mark)) ?? '';
  const routed = columns.filter((column) => column.scenario.main);
  const [current, setCurrent] = useState<MarkId>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const legIdOf = (mark: MarkId): string | undefined =>
    routed.find((column) => column.letter === mark.letter)?.scenario.main?.legs[mark.legIndex]?.id;
  const isPinned = (next: Focus): boolean =>
    focus.pinned && focus.columnLetter === next.columnLetter && focus.element === next.element;
  const focusOf = (mark: MarkId): Focus => {
    const element = legIdOf(mark);
    return element === undefined
      ? { columnLetter: mark.letter, pinned: false }
      : { columnLetter: mark.letter, element, pinned: false };
  };

  const show = useCallback(
    (next: Focus, delayMs: number) => {
      clearTimeout(timer.current);
      if (delayMs === 0) onFocus(next);
      else timer.current = setTimeout(() => onFocus(next), delayMs);
    },
    [onFocus],
  );
  const togglePin = (next: Focus): void => show(isPinned(next) ? { pinned: false } : { ...next, pinned: true }, 0);

  const pointerFor = (next: Focus): SVGAttributes<SVGElement> => ({
    onPointerEnter: () => {
      if (!focus.pinned) show(next, hoverDelayMs);
    },
    onPointerLeave: () => {
      clearTimeout(timer.current);
      if (!focus.pinned) show({ pinned: false }, 0);
    },
    onClick: () => togglePin(next),
  });

  const first: MarkId | undefined = routed[0] && { letter: routed[0].letter, legIndex: 0 };
  const isReachable = current !== undefined && legIdOf(current) !== undefined;
  const tabStop = isReachable ? current : first;

  const step = (mark: MarkId, key: string): MarkId | undefined => {
    const row = routed.findIndex((column) => column.letter === mark.letter);
    const lastLeg = (index: number): number => (routed[index]?.scenario.main?.legs.length ?? 0) - 1;
    const clampTo = (index: number, legIndex: number): MarkId | undefined => {
      const column = routed[index];
      return column && { letter: column.letter, legIndex: Math.max(0, Math.min(legIndex, lastLeg(index))) };
    };
    if (key === 'ArrowRight') return clampTo(row, mark.legIndex + 1);
    if (key === 'ArrowLeft') return clampTo(row, mark.legIndex - 1);
    if (key === 'ArrowDown') return clampTo(row + 1, mark.legIndex);
    if (key === 'ArrowUp') return clampTo(row - 1, mark.legIndex);
    if (key === 'Home') return clampTo(row, 0);
    if (key === 'End') return clampTo(row, lastLeg(row));
    return undefined;
  };

  return {
    label,
    pointer: (mark) => pointerFor(focusOf(mark)),
    badge: (letter) => pointerFor({ columnLetter: letter, pinned: false }),
    button: (mark) => ({
      ...pointerFor(focusOf(mark)),
      'data-mark': markKey(mark),
      role: 'button',
      'aria-label': label(mark),
      tabIndex: tabStop && markKey(tabStop) === markKey(mark) ? 0 : -1,
      'aria-pressed': isPinned(focusOf(mark)),
      onFocus: () => {
        setCurrent(mark);
        if (!focus.pinned) show(focusOf(mark), 0);
      },
      onBlur: () => {
        if (!focus.pinned) show({ pinned: false }, 0);
      },
    }),
    onKeyDown: (event) => {
      if (!tabStop) return;
      if (event.key === 'Enter' || event.key === ' ') togglePin(focusOf(tabStop));
      else if (event.key === 'Escape' && focus.pinned) show({ pinned: false }, 0);
      else {
        const next = step(tabStop, event.key);
        if (!next) return;
        event.currentTarget.querySelector<SVGElement>(`[data-mark="${markKey(next)}"]`)?.focus();
      }
      event.preventDefault();
      event.stopPropagation();
    },
  };
}
