/**
 * Which measures the packages are made of: those chosen, up to twelve, in a list to tick.
 */
import { Button, Checkbox, PopoverNext } from '@blueprintjs/core';
import { CaretDown } from '@blueprintjs/icons';
import { MOST_LATTICE_MEASURES } from '../../shared/engine/lattice.ts';
import { useServices, useTexts } from '../services.ts';
import { measureName } from '../words/reason-words.ts';

interface MeasureChoiceProps {
  readonly chosen: readonly string[];
  readonly onChoose: (ids: readonly string[]) => void;
}

export function MeasureChoice({ chosen, onChoose }: MeasureChoiceProps) {
  const { dataset } = useServices();
  const { t, language } = useTexts();
  const measures = [...dataset.measures.values()].filter(({ kind }) => kind === 'measure');
  const isFull = chosen.length >= MOST_LATTICE_MEASURES;
  const hint = t('packages.chooseHint', { most: String(MOST_LATTICE_MEASURES) });
  const list = (
    <div className="measure-choice" role="group" aria-label={hint}>
      <p className="muted small">{hint}</p>
      {measures.map(({ id }) => {
        const isChosen = chosen.includes(id);
        return (
          <Checkbox
            key={id}
            label={measureName({ dataset, t, language }, id)}
            checked={isChosen}
            disabled={isChosen ? chosen.length === 1 : isFull}
            onChange={() => onChoose(isChosen ? chosen.filter((one) => one !== id) : [...chosen, id].sort())}
          />
        );
      })}
    </div>
  );
  return (
    <PopoverNext content={list} placement="bottom-start" arrow={false}>
      <Button variant="outlined" size="small" endIcon={<CaretDown />}>
        {t('packages.choose')}
      </Button>
    </PopoverNext>
  );
}
