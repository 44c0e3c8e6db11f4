/**
 * The bundled basemap (TopoJSON) as shapes to draw: land, frontiers, coast, lakes, and each country for its name.
 * Boundaries are Natural Earth's; a node's country always comes from the dataset, never from here.
 */
import type { GeoPermissibleObjects } from 'd3-geo';
import { feature, merge, mesh } from 'topojson-client';
import type { GeometryCollection, GeometryObject, MultiPolygon, Polygon, Topology } from 'topojson-specification';

export interface Basemap {
  readonly land: GeoPermissibleObjects;
  readonly frontiers: GeoPermissibleObjects;
  readonly lakes?: GeoPermissibleObjects;
  readonly countries: readonly { readonly code: string; readonly shape: GeoPermissibleObjects }[];
}

const known = new WeakMap<Topology, Basemap>();

const isArea = (geometry: GeometryObject): geometry is Polygon | MultiPolygon =>
  geometry.type === 'Polygon' || geometry.type === 'MultiPolygon';

type StoredObject = Topology['objects'][string];

const isCollection = (object: StoredObject | undefined): object is GeometryCollection<object> =>
  object?.type === 'GeometryCollection';

/** ISO code of a country, empty where the file has none. */
const codeOf = (properties: unknown): string =>
  typeof properties === 'object' && properties !== null && 'code' in properties && typeof properties.code === 'string'
    ? properties.code
    : '';

/** Decoded once per topology. Undefined when the file has no `countries` collection. */
export function decodeBasemap(topology: Topology): Basemap | undefined {
  const ready = known.get(topology);
  if (ready) return ready;
  const { countries, lakes } = topology.objects;
  if (!isCollection(countries)) return undefined;
  const basemap: Basemap = {
    land: merge(topology, countries.geometries.filter(isArea)),
    frontiers: mesh(topology, countries, (a, b) => a !== b),
    ...(lakes ? { lakes: feature(topology, lakes) } : {}),
    countries: countries.geometries.map((geometry) => ({
      code: codeOf(geometry.properties),
      shape: feature(topology, geometry),
    })),
  };
  known.set(topology, basemap);
  return basemap;
}
