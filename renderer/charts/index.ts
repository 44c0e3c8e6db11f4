/**
 * All charts by id. The only file that lists its siblings: a new chart is one file and one line here.
 */
import { corridorMap } from '../map/corridor-map.tsx';
import { yearsChart } from './by-year.tsx';
import { staircaseChart } from './staircase.tsx';

export const charts = { staircase: staircaseChart, map: corridorMap, years: yearsChart } as const;
