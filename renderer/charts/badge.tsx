/**
 * The round letter of a scenario, drawn inside an SVG: on the map, at the ends of lines, before lanes.
 */
import { scenarioStyle, type ScenarioLetter } from './scenario-style.ts';

export function Badge({ letter, x, y, radius = 8 }: { letter: ScenarioLetter; x: number; y: number; radius?: number }) {
  return (
    <g transform={`translate(${x.toFixed(1)} ${y.toFixed(1)})`} aria-hidden="true">
      <circle r={radius} fill={scenarioStyle(letter).color} className="chart-badge" />
      <text className="chart-badge-letter" y={3.6} textAnchor="middle">
        {letter}
      </text>
    </g>
  );
}
