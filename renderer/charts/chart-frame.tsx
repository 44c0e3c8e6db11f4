/**
 * Frame of a picture that has a table: heading, legend, the picture at the size there is, and a switch to the same
 * facts as a table. Tested in test/dom/staircase.test.tsx.
 */
import { useId, useState, type ReactNode } from 'react';
import type { TextLanguage } from '../../shared/text/index.ts';
import { useElementSize, type ElementSize } from '../panels/use-size.ts';
import type { Translate } from './chart-texts.ts';
import type { ChartTable } from './define-chart.tsx';
import { numberFormats } from './format.ts';
import './charts.css';

export function ChartTableView({
  table,
  language,
  label,
}: {
  table: ChartTable;
  language: TextLanguage;
  label: string;
}) {
  const { short } = numberFormats(language);
  const numberClass = (cell: string | number | undefined) => (typeof cell === 'number' ? 'chart-number' : undefined);
  return (
    <div className="chart-table" tabIndex={0} role="region" aria-label={label}>
      <table>
        <thead>
          <tr>
            {table.columns.map((column, index) => (
              <th key={column} scope="col" className={numberClass(table.rows[0]?.[index])}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, index) => (
            <tr key={index}>
              {row.map((cell, position) => (
                <td key={position} className={numberClass(cell)}>
                  {typeof cell === 'number' ? short(cell) : cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface FrameProps {
  readonly title: string;
  readonly legend: ReactNode;
  readonly language: TextLanguage;
  readonly t: Translate;
  readonly toTable: () => ChartTable;
  readonly children: (size: ElementSize) => ReactNode;
}

export function ChartFrame({ title, legend, language, t, toTable, children }: FrameProps) {
  const { ref, size } = useElementSize<HTMLDivElement>();
  const [showsTable, setShowsTable] = useState(false);
  const titleId = useId();
  const toolText = t(showsTable ? 'charts.showChart' : 'charts.showTable');
  return (
    <figure className="chart-figure" aria-labelledby={titleId}>
      <div className="chart-head">
        <h2 id={titleId}>{title}</h2>
        <div className="chart-legend">{legend}</div>
        <button
          type="button"
          className="chart-tool"
          aria-pressed={showsTable}
          aria-label={toolText}
          title={toolText}
          onClick={() => setShowsTable(!showsTable)}
        >
          <svg width={14} height={14} aria-hidden="true" fill="none" stroke="currentColor" strokeWidth={1.3}>
            <path d="M1 2h12v10H1zM1 5.3h12M1 8.6h12M5 2v10" />
          </svg>
        </button>
      </div>
      <div className="chart-body" ref={ref}>
        {showsTable ? <ChartTableView table={toTable()} language={language} label={title} /> : size && children(size)}
      </div>
    </figure>
  );
}
