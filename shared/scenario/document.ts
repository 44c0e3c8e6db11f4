/**
 * The envelope of a scenario file, format version 1 (ARCHITECTURE decision 7): who wrote it, on which data,
 * where it comes from, what it says, and which headline results its author saw. Reading and writing: file.ts.
 */
import { z } from 'zod';
import { digestValue } from '../base/canonical-json.ts';
import { keySchema, scenarioSchema, type Scenario } from './schema.ts';

export const FORMAT_NAME = 'corridor-scenario';
export const FORMAT_VERSION = 1;
export const PROGRAM_NAME = 'corridor-scenario-planner';
/** Largest scenario file that is read, in characters. */
export const MAX_FILE_CHARACTERS = 5_000_000;

const digestSchema = z.string().regex(/^[0-9a-f]{64}$/);

export const writtenBySchema = z.strictObject({ program: z.string().max(100), version: z.string().max(40) });

export const datasetPinSchema = z.strictObject({
  id: z.string().min(1).max(100),
  version: z.string().max(40),
  digest: digestSchema,
});

/** `parentDigest`: digest of the scenario this one was copied from; `ancestor`: its content, for three-way merge. */
export const lineageSchema = z.strictObject({
  documentId: z.string().min(8).max(64),
  parentDigest: digestSchema.optional(),
  ancestor: scenarioSchema.optional(),
});

/** Headline numbers as the author saw them, with the engine that made them (F7 drift report reads this). */
export const resultsSchema = z.strictObject({
  engineVersion: z.string().max(40),
  datasetDigest: digestSchema,
  scenarioDigest: digestSchema,
  markets: z.record(
    keySchema(80),
    z.strictObject({
      hours: z.number().optional(),
      usdPerTonne: z.number().optional(),
      emissionsKgPerTonne: z.number().optional(),
    }),
  ),
});

/** What the program holds of one scenario file; `extensions` is other programs' data, kept untouched. */
export const documentSchema = z.strictObject({
  writtenBy: writtenBySchema,
  dataset: datasetPinSchema,
  lineage: lineageSchema,
  scenario: scenarioSchema,
  extensions: z.record(z.string(), z.json()),
  results: resultsSchema.optional(),
});

export type ScenarioDocument = z.infer<typeof documentSchema>;
export type DatasetPin = z.infer<typeof datasetPinSchema>;

/** Identity of what a scenario says, whoever wrote it, wherever it lies. */
export const digestScenario = (scenario: Scenario): string => digestValue(scenario);
