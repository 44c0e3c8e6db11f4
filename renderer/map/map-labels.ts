/**
 * Names on a map view, placed in order of importance: ends, capitals, stops by hours, places passed, then countries
 * and the sea. What finds no room stays off and appears on hover.
 */
import type { GeoProjection } from 'd3-geo';
import type { Dataset } from '../../shared/dataset/schema.ts';
import type { TextLanguage } from '../../shared/text/index.ts';
import type { Translate } from '../charts/chart-texts.ts';
import { numberFormats } from '../charts/format.ts';
import { overlaps, placeLabels, type Box, type LabelCandidate, type Segment } from '../charts/label-placement.ts';
import { countryName, placeName } from '../charts/place-names.ts';
import { textWidthPx } from '../charts/text-width.ts';
import type { Basemap } from './basemap.ts';
import { boxesInside, projectedRings } from './country-labels.ts';
import type { DrawnPlace, MapSettings } from './map-layout.ts';

interface PlaceLabel {
  readonly place: DrawnPlace;
  readonly text: string;
  readonly isBold: boolean;
  readonly candidate: LabelCandidate;
}

interface AreaLabel {
  readonly key: string;
  readonly kind: 'country' | 'sea';
  readonly text: string;
  readonly box: Box;
}

export interface LabelWords {
  readonly dataset: Dataset;
  readonly language: TextLanguage;
  readonly t: Translate;
}

const lineHeight = 14;
export const placeFontPx = (isBold: boolean): number => (isBold ? 12 : 11);

export function placeText({ dataset, language, t }: LabelWords, place: DrawnPlace, withHours: boolean): string {
  const name = placeName(dataset, place.node.id, language);
  if (!withHours || place.rank !== 'post') return name;
  return `${name} ${t('charts.value.hours', { value: numberFormats(language).short(place.stopHours) })}`;
}

/** Places for a label around a point, right and left first; the outer rings need a leader. */
function candidatesAround(x: number, y: number, radius: number, width: number): LabelCandidate[] {
  const answer: LabelCandidate[] = [];
  for (const [ring, gap] of [3, 8, 16, 26, 38, 52].entries()) {
    for (let step = 0; step < 16; step += 1) {
      const angle = (step / 16) * 2 * Math.PI;
      const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
      const edgeX = x + cos * (radius + gap);
      const edgeY = y + sin * (radius + gap);
      const left = cos > 0.35 ? edgeX : cos < -0.35 ? edgeX - width : edgeX - width / 2;
      const middleY = edgeY + (Math.abs(cos) <= 0.35 ? Math.sign(sin) * (lineHeight / 2) : 0);
      const box = { x: left, y: middleY - lineHeight / 2, width, height: lineHeight };
      // Reading order of a map: beside the place, right before left; above and below cost a little more.
      const cost = gap * 0.9 + (cos < -0.35 ? 1.5 : 0) + Math.abs(sin) * 3;
      if (ring < 2) answer.push({ box, cost });
      else {
        const leader = { x1: x + cos * radius, y1: y + sin * radius, x2: edgeX, y2: edgeY };
        answer.push({ box, cost: cost + 4, leader });
      }
    }
  }
  return answer;
}

const nearEnoughToHide = 24;

/** Whether a place is named in this view at all: in view, and not where a closer view names it better. */
function isNamed(place: DrawnPlace, settings: MapSettings, more: readonly DrawnPlace[]): boolean {
  const { widthPx, heightPx, shownElsewhere } = settings;
  if (place.x < 0 || place.y < 0 || place.x > widthPx || place.y > heightPx) return false;
  if (place.rank === 'end' || place.rank === 'capital') return true;
  if (shownElsewhere && overlaps({ x: place.x, y: place.y, width: 0, height: 0 }, shownElsewhere)) return false;
  return (
    place.rank === 'post' || more.every((other) => Math.hypot(other.x - place.x, other.y - place.y) > nearEnoughToHide)
  );
}

export interface LabelledMap {
  readonly placeLabels: readonly PlaceLabel[];
  readonly areaLabels: readonly AreaLabel[];
}

export interface LabelObstacles {
  readonly lines: readonly Segment[];
  readonly boxes: readonly Box[];
}

const caspian: readonly [number, number][] = [
  [51.2, 41.5],
  [50.6, 42.4],
  [51.4, 39.5],
  [51.2, 38.6],
  [50.4, 43.4],
];

function seaCandidates(projection: GeoProjection, width: number): LabelCandidate[] {
  return caspian.flatMap((place, index) => {
    const at = projection(place);
    if (!at) return [];
    return [{ box: { x: at[0] - width / 2, y: at[1] - lineHeight / 2, width, height: lineHeight }, cost: index * 3 }];
  });
}

export function labelMap(
  words: LabelWords,
  settings: MapSettings,
  places: readonly DrawnPlace[],
  obstacles: LabelObstacles,
  basemap: Basemap | undefined,
): LabelledMap {
  const { projection, widthPx, heightPx } = settings;
  // Hours stand where the map is close enough: in the inset, or where no inset is needed.
  const withHours = !settings.shownElsewhere;
  const important = places.filter((place) => place.rank !== 'via');
  const named = places
    .filter((place) => isNamed(place, settings, important))
    .map((place) => {
      const text = placeText(words, place, withHours);
      const isBold = place.rank === 'end' || (place.rank === 'capital' && place.isOnItinerary);
      return { place, text, isBold, width: textWidthPx(text, placeFontPx(isBold), isBold ? 'bold' : 'regular') + 2 };
    });
  const countries = (basemap?.countries ?? []).flatMap(({ code, shape }) => {
    const name = code === '' ? code : countryName(words.dataset, code, words.language);
    if (name === code) return [];
    const text = name.toLocaleUpperCase(words.language);
    const size = { width: textWidthPx(text, 11, 'regular', 1.5) + 2, height: lineHeight };
    const bounds = { x: 4, y: 4, width: widthPx - 8, height: heightPx - 8 };
    return [
      {
        id: `country ${code}`,
        text,
        candidates: boxesInside(projectedRings(projection, shape), size, bounds),
        maximumCost: 30,
      },
    ];
  });
  const seaName = words.t('charts.sea.caspian');
  const request = ({ place, width }: (typeof named)[number], maximumCost: number) => ({
    id: place.node.id,
    candidates: candidatesAround(place.x, place.y, place.radius, width),
    maximumCost,
  });
  const ofRank = (rank: DrawnPlace['rank']) => named.filter(({ place }) => place.rank === rank);
  const placed = placeLabels(
    [
      ...ofRank('end').map((label) => request(label, 400)),
      ...ofRank('capital').map((label) => request(label, 160)),
      ...ofRank('post').map((label) => request(label, 110)),
      ...countries,
      ...ofRank('via').map((label) => request(label, 40)),
      { id: 'sea', candidates: seaCandidates(projection, textWidthPx(seaName, 11)), maximumCost: 90 },
    ],
    {
      bounds: { x: 3, y: 3, width: widthPx - 6, height: heightPx - 6 },
      lines: obstacles.lines,
      posts: obstacles.boxes,
    },
  );
  const areaLabels = [
    ...countries.map(({ id, text }) => ({ key: id, kind: 'country' as const, text })),
    { key: 'sea', kind: 'sea' as const, text: seaName },
  ].flatMap((label) => {
    const box = placed.get(label.key)?.box;
    return box ? [{ ...label, box }] : [];
  });
  return {
    placeLabels: named.flatMap(({ place, text, isBold }) => {
      const candidate = placed.get(place.node.id);
      return candidate ? [{ place, text, isBold, candidate }] : [];
    }),
    areaLabels,
  };
}
