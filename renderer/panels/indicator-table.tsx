/**
 * CPMM indicators of the used itineraries, a column per scenario (FIELD.md 2). Folded away on a small window.
 */
import type { ComparedScenario } from '../../shared/engine/types.ts';
import type { TextKey } from '../../shared/text/index.ts';
import { formatNumber } from '../../shared/text/numbers.ts';
import { useTexts } from '../services.ts';
import type { Answered } from '../study/answers.ts';
import { Fold } from './fold.tsx';
import { Badge } from './parts.tsx';

const ROWS: readonly (readonly [TextKey, (scenario: ComparedScenario) => number | undefined])[] = [
  ['indicators.swod', (scenario) => scenario.indicators?.speedWithoutDelayKmh],
  ['indicators.swd', (scenario) => scenario.indicators?.speedWithDelayKmh],
  ['indicators.tfi1', (scenario) => scenario.indicators?.hoursPerBorder],
  ['indicators.tfi2', (scenario) => scenario.indicators?.usdPerBorder],
  ['indicators.tfi3', (scenario) => scenario.indicators?.usdPer500Km20t],
  ['indicators.km', (scenario) => scenario.main?.km],
  ['indicators.emissions', (scenario) => scenario.main?.emissionsKgPerTonne],
];

export function IndicatorTable({ answered }: { answered: Answered }) {
  const { t, language } = useTexts();
  const { columns, comparison } = answered;
  return (
    <Fold title={t('indicators.title')}>
      <table className="indicator-table">
        <thead>
          <tr>
            <th scope="col">
              <span className="sr-only">{t('indicators.title')}</span>
            </th>
            {columns.map((column) => (
              <th key={column.key} scope="col">
                <Badge letter={column.letter} isSmall />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {ROWS.map(([key, read]) => (
            <tr key={key}>
              <th scope="row">{t(key)}</th>
              {columns.map((column, index) => {
                const scenario = comparison.scenarios[index];
                const value = scenario && read(scenario);
                return (
                  <td key={column.key}>{value === undefined ? t('indicators.none') : formatNumber(language, value)}</td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </Fold>
  );
}
