/**
 * A part of the answer that folds away: open where there is room, closed on a small window, as the person left it
 * afterwards.
 */
import { Collapse } from '@blueprintjs/core';
import { ChevronRight } from '@blueprintjs/icons';
import { useId, useState, type ReactNode } from 'react';
import { useIsWide } from './use-size.ts';

export function Fold({ title, children }: { title: string; children: ReactNode }) {
  const isWide = useIsWide();
  const bodyId = useId();
  const [chosen, setChosen] = useState<boolean>();
  const isOpen = chosen ?? isWide;
  return (
    <div className="answer-part">
      <button
        type="button"
        className="fold-head"
        aria-expanded={isOpen}
        aria-controls={bodyId}
        onClick={() => setChosen(!isOpen)}
      >
        <span className="section-title">{title}</span>
        <ChevronRight />
      </button>
      <div id={bodyId}>
        <Collapse isOpen={isOpen}>{children}</Collapse>
      </div>
    </div>
  );
}
