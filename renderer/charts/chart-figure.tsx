/**
 * A chart of the compared scenarios in its frame. Tested in test/dom/staircase.test.tsx.
 */
import { ChartFrame } from './chart-frame.tsx';
import type { ChartDefinition, ChartProps } from './define-chart.tsx';

type FigureProps = Omit<ChartProps, 'widthPx' | 'heightPx'> & { readonly chart: ChartDefinition };

export function ChartFigure({ chart, ...props }: FigureProps) {
  const { Chart, Legend } = chart;
  const { t, language } = props;
  return (
    <ChartFrame
      title={t(chart.titleKey)}
      legend={<Legend {...props} />}
      language={language}
      t={t}
      toTable={() => chart.toTable(props)}
    >
      {(size) => <Chart {...props} {...size} />}
    </ChartFrame>
  );
}
