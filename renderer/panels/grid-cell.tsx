/**
 * One cell of the measure grid: off, on, on with strength, on without effect, not available, locked. The whole cell is
 * the hit area. First click switches on, a second one offers the strengths, a click on the chosen strength switches off.
 */
import type { Strength } from '../../shared/base/quantity.ts';
import type { GridCell } from './grid-rows.ts';
import type { Letter } from '../state/document.ts';
import type { TextKey, Translate } from '../../shared/text/index.ts';

export const STRENGTHS: readonly Strength[] = ['low', 'mid', 'high'];
const SHORT: Readonly<Record<Strength, TextKey>> = { low: 'grid.low', mid: 'grid.mid', high: 'grid.high' };
const LONG: Readonly<Record<Strength, TextKey>> = {
  low: 'grid.lowName',
  mid: 'grid.midName',
  high: 'grid.highName',
};

export interface GridCellProps {
  readonly cell: GridCell;
  readonly letter: Letter;
  readonly isLocked: boolean;
  readonly isEditing: boolean;
  readonly hasStrength: boolean;
  /** "China–Kyrgyz–Uzbek railway in B, Railway". */
  readonly label: string;
  readonly strengthLabel: string;
  readonly hint?: string;
  readonly reasonId?: string;
  /** "row:column", what arrow keys look for. */
  readonly place: string;
  readonly isTabStop: boolean;
  readonly t: Translate;
  readonly onToggle: () => void;
  readonly onEdit: () => void;
  readonly onStrength: (strength: Strength) => void;
}

function Segments(props: GridCellProps & { readonly strength: Strength | number }) {
  const { cell, strength, place, isTabStop, strengthLabel, reasonId, hint, t, onStrength, onToggle } = props;
  const isIdle = cell.kind === 'on' && cell.idle !== undefined;
  const stop = typeof strength === 'number' ? 'mid' : strength;
  const own = typeof strength === 'number' ? t('grid.ownStrength', { value: Math.round(strength * 100) }) : undefined;
  return (
    <span
      className={isIdle ? 'strengths is-idle' : 'strengths'}
      role="radiogroup"
      aria-label={own === undefined ? strengthLabel : `${strengthLabel}: ${own}`}
      aria-describedby={reasonId}
      title={hint ?? own}
    >
      {STRENGTHS.map((one) => (
        <button
          key={one}
          type="button"
          role="radio"
          aria-checked={one === strength}
          aria-label={t(LONG[one])}
          tabIndex={isTabStop && one === stop ? 0 : -1}
          data-place={one === stop ? place : undefined}
          onClick={() => (one === strength ? onToggle() : onStrength(one))}
        >
          {t(SHORT[one])}
        </button>
      ))}
    </span>
  );
}

export function GridCellView(props: GridCellProps) {
  const { cell, letter, isLocked, isEditing, hasStrength, label, hint, reasonId, place, isTabStop, t } = props;
  const isOn = cell.kind === 'on';
  if (isOn && !isLocked && hasStrength && (isEditing || cell.strength !== 'mid')) {
    return (
      <div role="gridcell" className="grid-cell" data-letter={letter}>
        <Segments {...props} strength={cell.strength} />
      </div>
    );
  }
  const isDisabled = isLocked || cell.kind === 'unavailable';
  const state = isOn ? (cell.idle ? 'is-on is-idle' : 'is-on') : cell.kind === 'unavailable' ? 'is-unavailable' : '';
  const click = (): void => {
    if (isDisabled) return;
    if (isOn && hasStrength) props.onEdit();
    else props.onToggle();
  };
  return (
    <div role="gridcell" className={isLocked ? 'grid-cell is-locked' : 'grid-cell'} data-letter={letter}>
      <button
        type="button"
        role="switch"
        className={`cell-button ${state}`}
        aria-checked={isOn}
        aria-disabled={isDisabled}
        aria-label={label}
        aria-describedby={reasonId}
        title={hint}
        tabIndex={isTabStop ? 0 : -1}
        data-place={place}
        onClick={click}
      >
        {isLocked && cell.kind !== 'unavailable' ? (
          <span aria-hidden="true">{isOn ? `✓${strengthMark(cell.strength, t)}` : '–'}</span>
        ) : (
          <span className="switch" aria-hidden="true" />
        )}
      </button>
    </div>
  );
}

function strengthMark(strength: Strength | number, t: Translate): string {
  if (strength === 'mid') return '';
  return typeof strength === 'number' ? ` ${Math.round(strength * 100)} %` : ` ${t(SHORT[strength])}`;
}
