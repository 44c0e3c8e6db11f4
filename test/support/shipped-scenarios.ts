/**
 * What scenarios/examples holds: file names and the documents in them. The files are written from this list by
 * UPDATE_EXAMPLES=1 in test/golden/shipped-scenarios.test.ts, which otherwise compares them byte by byte.
 */
import type { DatasetPin, ScenarioDocument } from '../../shared/scenario/document.ts';
import { newDocument } from '../../shared/scenario/file.ts';
import { emptyScenario } from '../../shared/scenario/schema.ts';

interface Shipped {
  readonly fileName: string;
  readonly documentId: string;
  readonly title: string;
  readonly notes: string;
  readonly tags: readonly string[];
  readonly measures: readonly string[];
  readonly shocks: readonly string[];
}

/** The program that first shipped them; a later version does not make them other files. */
const FIRST_SHIPPED_BY = '0.1.0';

const shipped: readonly Shipped[] = [
  {
    fileName: '1-reference.corridor',
    documentId: 'shipped-1-reference',
    title: 'Reference',
    notes: 'The network as it stands: no measure, no shock. Every difference is counted from here.',
    tags: ['reference'],
    measures: [],
    shocks: [],
  },
  {
    fileName: '2-railway.corridor',
    documentId: 'shipped-2-railway',
    title: 'Railway',
    notes: 'The China-Kyrgyzstan-Uzbekistan railway runs from Kashgar to Andijan, with a change of gauge at Makmal.',
    tags: ['railway'],
    measures: ['M_CKU'],
    shocks: [],
  },
  {
    fileName: '3-bypass-road.corridor',
    documentId: 'shipped-3-bypass-road',
    title: 'Bypass road',
    notes: 'The northern bypass of Bishkek has six lanes, and trucks stay out of the city.',
    tags: ['road'],
    measures: ['M_BYPASS'],
    shocks: [],
  },
  {
    fileName: '4-turkmenistan-route.corridor',
    documentId: 'shipped-4-turkmenistan-route',
    title: 'Turkmenistan route',
    notes: 'Trucks reach Russia through Uzbekistan, Turkmenistan and the Caspian ferries, without Kazakhstan.',
    tags: ['road', 'caspian'],
    measures: ['M_TKM'],
    shocks: [],
  },
  {
    fileName: '5-railway-bypass-turkmenistan.corridor',
    documentId: 'shipped-5-railway-bypass-turkmenistan',
    title: 'All three projects',
    notes: 'Railway, bypass road and Turkmenistan route together.',
    tags: ['railway', 'road', 'caspian'],
    measures: ['M_CKU', 'M_BYPASS', 'M_TKM'],
    shocks: [],
  },
  {
    fileName: '6-bedel-and-customs.corridor',
    documentId: 'shipped-6-bedel-and-customs',
    title: 'Bedel and customs',
    notes:
      'A permanent post at Bedel with its road to Barskoon, and digital customs at all posts that the measure names.',
    tags: ['road', 'border'],
    measures: ['M_BEDEL', 'M_CUSTOMS'],
    shocks: [],
  },
  {
    fileName: '7-kazakh-slowdown.corridor',
    documentId: 'shipped-7-kazakh-slowdown',
    title: 'Kazakh slowdown',
    notes: 'A stress case: Kazakhstan slows the posts on its border with Kyrgyzstan, and nothing was built.',
    tags: ['shock', 'border'],
    measures: [],
    shocks: ['S_KZ_SLOW'],
  },
  {
    fileName: '8-kazakh-slowdown-with-turkmenistan.corridor',
    documentId: 'shipped-8-kazakh-slowdown-with-turkmenistan',
    title: 'Slowdown, Turkmen route',
    notes:
      'The same stress case with the Turkmenistan route open: what the way around Kazakhstan is worth on a bad day.',
    tags: ['shock', 'border', 'caspian'],
    measures: ['M_TKM'],
    shocks: ['S_KZ_SLOW'],
  },
];

const allMiddle = (ids: readonly string[]): Record<string, { strength: 'mid' }> =>
  Object.fromEntries(ids.map((id) => [id, { strength: 'mid' }]));

/** The shipped documents by file name, pinned to a dataset. */
export const shippedScenarios = (pin: DatasetPin): ReadonlyMap<string, ScenarioDocument> =>
  new Map(
    shipped.map(({ fileName, documentId, title, notes, tags, measures, shocks }) => {
      const scenario = {
        ...emptyScenario(title),
        notes,
        tags: [...tags],
        measures: allMiddle(measures),
        shocks: allMiddle(shocks),
      };
      return [fileName, newDocument(scenario, pin, FIRST_SHIPPED_BY, documentId)];
    }),
  );
