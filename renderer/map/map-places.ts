/**
 * What the map marks on the ground: ends, posts with their hours, places passed, capitals for orientation. Hours of a
 * post are the longest stop any shown scenario makes there; loading and unloading belong to the ends.
 */
import type { Dataset, Node } from '../../shared/dataset/schema.ts';
import type { ChartColumn } from '../charts/column.ts';
import { isStop } from '../charts/leg-words.ts';
import type { MarkId } from '../charts/use-marks.ts';

type PlaceRank = 'end' | 'capital' | 'post' | 'via';

export interface MapPlace {
  readonly node: Node;
  readonly rank: PlaceRank;
  readonly isOnItinerary: boolean;
  /** Median hours of the longest stop here; 0 where nothing waits. */
  readonly stopHours: number;
  /** The leg that a pointer on the post means. */
  readonly mark?: MarkId;
  readonly elements: readonly string[];
}

/** Capitals of the region, drawn for orientation even off the itineraries. */
const capitalNodeIds: ReadonlySet<string> = new Set([
  'KG_BISHKEK',
  'UZ_TASHKENT',
  'KZ_ASTANA',
  'TM_ASHGABAT',
  'RU_MOSCOW',
  'AZ_BAKU',
  'IR_TEHRAN',
]);

interface Gathered {
  stopHours: number;
  mark?: MarkId;
  elements: string[];
}

const rankOrder: readonly PlaceRank[] = ['end', 'capital', 'post', 'via'];

/** In order of labelling: ends, capitals, posts by hours, the rest. */
export function listPlaces(dataset: Dataset, columns: readonly ChartColumn[]): MapPlace[] {
  const gathered = new Map<string, Gathered>();
  const ends = new Set<string>();
  for (const { letter, scenario } of columns) {
    ends.add(scenario.result.from).add(scenario.result.to);
    scenario.main?.legs.forEach((leg, legIndex) => {
      for (const nodeId of new Set([leg.from, leg.to])) {
        const place = gathered.get(nodeId) ?? { stopHours: 0, elements: [] };
        gathered.set(nodeId, place);
        if (!isStop(leg)) continue;
        place.elements.push(leg.id);
        const isHandling = leg.kind === 'load' || leg.kind === 'unload' || leg.kind === 'origin';
        if (isHandling || leg.hours > place.stopHours) place.mark ??= { letter, legIndex };
        if (!isHandling && leg.hours > place.stopHours) {
          place.stopHours = leg.hours;
          place.mark = { letter, legIndex };
        }
      }
    });
  }
  const ids = new Set([...ends, ...capitalNodeIds, ...gathered.keys()]);
  const places = [...ids].flatMap((id): MapPlace[] => {
    const node = dataset.nodes.get(id);
    if (!node) return [];
    const { stopHours, mark, elements } = gathered.get(id) ?? { stopHours: 0, elements: [] };
    const rank = ends.has(id) ? 'end' : capitalNodeIds.has(id) ? 'capital' : stopHours > 0 ? 'post' : 'via';
    return [{ node, rank, isOnItinerary: gathered.has(id), stopHours, elements, ...(mark ? { mark } : {}) }];
  });
  return places.sort((a, b) => rankOrder.indexOf(a.rank) - rankOrder.indexOf(b.rank) || b.stopHours - a.stopHours);
}
