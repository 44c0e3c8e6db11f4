/**
 * Which steps of a staircase get a label and where: the biggest stops first, one label for a stop that several
 * scenarios share, beside its step if there is room, else further off with a leader.
 * Tested in test/dom/staircase.test.tsx (no overlapping boxes).
 */
import type { ScenarioLetter } from './scenario-style.ts';
import { placeLabels, type Box, type LabelCandidate, type Segment } from './label-placement.ts';
import { isStop } from './leg-words.ts';
import { drawnLegs, type Frame, type Panel, type ProfiledColumn, type ScreenPoint } from './staircase-layout.ts';
import { textWidthPx } from './text-width.ts';
import type { Leg } from '../../shared/engine/types.ts';

export interface StepLabel {
  readonly key: string;
  readonly letter: ScenarioLetter;
  readonly leg: Leg;
  readonly text: string;
  readonly box: Box;
  readonly leader?: Segment;
}

const fontSize = 11;
const boxHeight = 15;
/** Farther from its step than this, a label gets a leader. */
const leaderFromPx = 9;

interface Step {
  readonly letter: ScenarioLetter;
  readonly leg: Leg;
  readonly anchor: ScreenPoint;
  readonly size: number;
}

/** Stops worth a label, biggest first; a stop of several scenarios once, for the first of them in `order`. */
function bigSteps(frame: Frame, panel: Panel, order: readonly ProfiledColumn[], limit: number): Step[] {
  const smallest = (panel.y.domain()[1] ?? 0) * 0.02;
  const steps = new Map<string, Step>();
  for (const profiled of order) {
    for (const { leg, start, end } of drawnLegs(frame, panel, profiled)) {
      const size = leg[panel.measure];
      const known = steps.get(`${leg.kind} ${leg.id}`);
      if (!isStop(leg) || size < smallest || (known && size <= known.size * 1.1)) continue;
      const anchor = { x: start.x, y: (start.y + end.y) / 2 };
      steps.set(`${leg.kind} ${leg.id}`, { letter: profiled.column.letter, leg, anchor, size });
    }
  }
  return [...steps.values()].sort((a, b) => b.size - a.size).slice(0, limit);
}

/** Rings of places around a step; nearer and right-hand ones first. */
function candidates(anchor: ScreenPoint, width: number): LabelCandidate[] {
  const answer: LabelCandidate[] = [];
  for (const dx of [7, 16, 26, 40, 56, 76, 100, 130]) {
    for (const dy of [0, -10, 10, -20, 20, -34, 34, -50, 50, -68, 68, -88, 88, -110, 110, -134, -160]) {
      if (Math.abs(dy) < 20 && dx > 60) continue;
      for (const direction of [1, -1]) {
        const edge = anchor.x + direction * dx;
        const y = anchor.y + dy;
        const box = { x: direction > 0 ? edge : edge - width, y: y - boxHeight / 2, width, height: boxHeight };
        const distance = Math.hypot(dx, dy);
        const cost = distance * 0.65 + (direction < 0 ? 2 : 0);
        const leader = { x1: anchor.x, y1: anchor.y, x2: edge - direction * 2, y2: y };
        answer.push(distance > leaderFromPx ? { box, cost, leader } : { box, cost });
      }
    }
  }
  return answer;
}

export function placeStepLabels(
  frame: Frame,
  panel: Panel,
  profiled: readonly ProfiledColumn[],
  focusedLetter: ScenarioLetter | undefined,
  textOf: (leg: Leg) => string,
): StepLabel[] {
  const order = [...profiled].sort(
    (a, b) => Number(b.column.letter === focusedLetter) - Number(a.column.letter === focusedLetter),
  );
  const limit = panel.measure === 'hours' ? Math.round((panel.bottom - panel.top) / 22) : 3;
  const steps = bigSteps(frame, panel, order, limit);
  const lines = profiled.flatMap((entry) =>
    drawnLegs(frame, panel, entry).map(({ start, end }) => ({ x1: start.x, y1: start.y, x2: end.x, y2: end.y })),
  );
  const labels = steps.map((step) => {
    const text = textOf(step.leg);
    return { ...step, key: `${step.leg.kind} ${step.leg.id}`, text, width: textWidthPx(text, fontSize, 'bold') };
  });
  const placed = placeLabels(
    labels.map(({ key, anchor, width }) => ({
      id: key,
      candidates: candidates(anchor, width + 2),
      maximumCost: 125,
    })),
    {
      bounds: {
        x: frame.left + 2,
        y: panel.top,
        width: frame.right - frame.left,
        height: panel.bottom - panel.top - 2,
      },
      lines,
      posts: [],
    },
  );
  return labels.flatMap(({ key, letter, leg, text }) => {
    const place = placed.get(key);
    if (!place) return [];
    return [{ key, letter, leg, text, box: place.box, ...(place.leader ? { leader: place.leader } : {}) }];
  });
}
