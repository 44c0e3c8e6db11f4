/**
 * What the rows of a pack say of each other: a reference to nothing is an error, an implausible value a warning. It
 * changes nothing and repairs nothing. Tested in test/unit/read-pack.test.ts.
 */
import type { Issue } from '../base/issue.ts';
import type { Provenance } from '../base/quantity.ts';
import { namesQuantity } from './quantity-key.ts';
import type { ClaimFormula } from './rows.ts';
import type { Dataset, Effect, Measure, Node } from './schema.ts';
import type { Place } from './table.ts';

export interface RowsOfPack extends Omit<Dataset, 'id' | 'version' | 'digest'> {
  readonly effects: readonly Effect[];
  readonly formulas: readonly ClaimFormula[];
  /** Where each value was read. */
  readonly places: WeakMap<object, Place>;
  /** Files that are missing or unreadable: reported already, so references into them are not judged. */
  readonly unread: ReadonlySet<string>;
}

const FASTEST_TRUCK_KMH = 120;
const LONGEST_DWELL_HOURS = 30 * 24;
const EARTH_RADIUS_KM = 6371;
/** Coordinates of a post or terminal are good to some kilometres. */
const STRAIGHT_LINE_TOLERANCE_KM = 5;

/** All findings about references and plausibility, in the order of the files. */
export function validate(pack: RowsOfPack): Issue[] {
  const issues: Issue[] = [];
  const tell = (severity: Issue['severity'], value: object, field: string, message: string): void =>
    void issues.push({ severity, ...pack.places.get(value), field, message });

  /** An empty id was reported when its cell was read. */
  const mustExist = (
    value: object,
    field: string,
    id: string,
    known: ReadonlyMap<string, unknown>,
    file: string,
  ): void => {
    if (!id || known.has(id) || pack.unread.has(file)) return;
    tell('error', value, field, `${id} is not in ${file}. Correct the id, or add its row there.`);
  };
  const node = (value: object, field: string, id: string): void => mustExist(value, field, id, pack.nodes, 'nodes.csv');
  const measure = (value: object, field: string, id: string): void =>
    mustExist(value, field, id, pack.measures, 'measures.csv');
  const sources = (value: object, ids: readonly string[]): void => {
    if (pack.unread.has('SOURCES.md')) return;
    for (const id of ids.filter((one) => !pack.sources.has(one))) {
      tell('warning', value, 'source_id', `The source ${id} is not listed in SOURCES.md.`);
    }
  };
  const sourced = (value: { readonly provenance: Provenance }): void => sources(value, value.provenance.sourceIds);
  const dwell = (value: { readonly dwellHours: { readonly high: number } }): void => {
    if (value.dwellHours.high > LONGEST_DWELL_HOURS) {
      tell(
        'warning',
        value,
        'dwell_p90_h',
        `A P90 of ${value.dwellHours.high} h is more than 30 days. Check the unit.`,
      );
    }
  };

  for (const link of pack.links.values()) {
    node(link, 'from', link.from);
    node(link, 'to', link.to);
    if (link.from && link.from === link.to) tell('error', link, 'to', 'The link leads back to where it starts.');
    if (link.measureId) measure(link, 'measure_id', link.measureId);
    if (link.mode === 'road' && link.speedKmh > FASTEST_TRUCK_KMH) {
      tell('warning', link, 'speed_kmh', `${link.speedKmh} km/h is faster than trucks drive (${FASTEST_TRUCK_KMH}).`);
    }
    const from = pack.nodes.get(link.from);
    const to = pack.nodes.get(link.to);
    const straightKm = from && to ? greatCircleKm(from, to) : 0;
    if (straightKm > link.distanceKm + STRAIGHT_LINE_TOLERANCE_KM) {
      const message = `${link.distanceKm} km is shorter than the straight line between its ends (${straightKm.toFixed(0)} km).`;
      tell('warning', link, 'km', message);
    }
    sourced(link);
  }
  for (const border of pack.borders.values()) {
    node(border, 'node_id', border.nodeId);
    dwell(border);
    sourced(border);
  }
  for (const terminal of pack.terminals.values()) {
    node(terminal, 'node_id', terminal.nodeId);
    if (terminal.measureId) measure(terminal, 'measure_id', terminal.measureId);
    for (const id of terminal.ownLineLinkIds) mustExist(terminal, 'own_line_link_ids', id, pack.links, 'links.csv');
    dwell(terminal);
    sourced(terminal);
  }
  for (const vehicle of pack.vehicles.values()) sourced(vehicle);
  for (const parameter of pack.parameters.values()) sourced(parameter);
  for (const one of pack.measures.values()) {
    for (const id of one.requires) measure(one, 'requires', id);
    for (const id of one.excludes) measure(one, 'excludes', id);
    const circle = requirementCircle(one, pack.measures);
    if (circle) tell('error', one, 'requires', `The requirements go in a circle: ${circle.join(' > ')}. Break it.`);
    sourced(one);
  }
  const targets = {
    link: [pack.links, 'links.csv'],
    border: [pack.borders, 'borders.csv'],
    terminal: [pack.terminals, 'terminals.csv'],
    parameter: [pack.parameters, 'parameters.csv'],
  } as const;
  for (const effect of pack.effects) {
    measure(effect, 'measure_id', effect.measureId);
    const [known, file] = targets[effect.targetType];
    mustExist(effect, 'target_id', effect.targetId, known, file);
  }
  for (const market of pack.markets.values()) {
    node(market, 'from', market.from);
    node(market, 'to', market.to);
    for (const [field, id] of [
      ['growth_parameter', market.growthParameter],
      ['value_parameter', market.valueParameter],
    ] as const) {
      mustExist(market, field, id ?? '', pack.parameters, 'parameters.csv');
    }
    sourced(market);
  }
  for (const claim of pack.claims.values()) sources(claim, claim.sourceIds);
  for (const published of pack.publishedIndicators) sources(published, [published.sourceId]);
  for (const formula of pack.formulas) mustExist(formula, 'claim_id', formula.claimId, pack.claims, 'claims.csv');
  for (const rival of pack.rivalClaims) {
    sourced(rival);
    if (rival.key && !namesQuantity(rival.key, pack)) {
      tell('warning', rival, 'key', `${rival.key} names no number of the pack, so this claim is never offered.`);
    }
  }
  const countries = new Set([...pack.nodes.values()].flatMap((one) => one.countries));
  for (const probe of pack.probes.values()) {
    node(probe, 'from', probe.from);
    node(probe, 'to', probe.to);
    for (const id of probe.via) node(probe, 'via', id);
    for (const id of probe.avoidNodes) node(probe, 'avoid_nodes', id);
    for (const code of probe.avoidCountries) {
      if (!countries.has(code) && !pack.unread.has('nodes.csv')) {
        tell('error', probe, 'avoid_country', `No node of nodes.csv lies in ${code}. Use an ISO code such as KZ.`);
      }
    }
  }
  const named = new Map<string, readonly [ReadonlyMap<string, unknown>, string]>([
    ...Object.entries(targets),
    ['node', [pack.nodes, 'nodes.csv']],
    ['vehicle', [pack.vehicles, 'vehicles.csv']],
    ['measure', [pack.measures, 'measures.csv']],
  ]);
  for (const translation of pack.translations) {
    const [known, file] = named.get(translation.kind) ?? [];
    if (known && file && !known.has(translation.id) && !pack.unread.has(file)) {
      tell('warning', translation, 'id', `${translation.id} is not in ${file}, so its name is never shown.`);
    }
  }
  return issues;
}

/** The way from a measure through its requirements back to itself, if there is one. */
function requirementCircle(start: Measure, measures: ReadonlyMap<string, Measure>): readonly string[] | undefined {
  const seen = new Set<string>();
  const open: string[][] = [[start.id]];
  for (let path = open.pop(); path; path = open.pop()) {
    for (const next of measures.get(path.at(-1) ?? '')?.requires ?? []) {
      if (next === start.id) return [...path, next];
      if (!seen.has(next)) open.push([...path, next]);
      seen.add(next);
    }
  }
  return undefined;
}

/** Haversine distance on a sphere. */
function greatCircleKm(from: Node, to: Node): number {
  const radians = (degrees: number): number => (degrees * Math.PI) / 180;
  const halfLatitude = Math.sin(radians(to.latitude - from.latitude) / 2);
  const halfLongitude = Math.sin(radians(to.longitude - from.longitude) / 2);
  const chord =
    halfLatitude ** 2 + Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude)) * halfLongitude ** 2;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(chord)));
}
