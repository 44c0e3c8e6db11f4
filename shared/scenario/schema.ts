/**
 * A scenario: differences from the locked baseline, never results (MODEL.md 1). Measures and shocks are keyed
 * records, so that merging and undo speak of one field at a time. Validated by zod in file.ts.
 */
import { z } from 'zod';

/** A key of a record. Names that every object answers to ("constructor") would be found where nothing was put. */
export const keySchema = (longest: number): z.ZodString =>
  z
    .string()
    .min(1)
    .max(longest)
    .refine((key) => !(key in Object.prototype), 'This name is reserved');

/** low, mid, high, or a position 0..1 between them (0 = low, 0.5 = mid, 1 = high). */
export const strengthSchema = z.union([z.enum(['low', 'mid', 'high']), z.number().min(0).max(1)]);

/** Present = switched on. `openYear` overrides the middle opening year of the dataset; `reason` says why. */
export const measureChoiceSchema = z.strictObject({
  strength: strengthSchema,
  openYear: z.number().int().min(1990).max(2100).optional(),
  reason: z.string().max(2000).optional(),
});

export const shockChoiceSchema = z.strictObject({ strength: strengthSchema });

/** A value the author put in place of the dataset's, keyed "parameter:truck_duty_h_per_day:value". */
export const assumptionSchema = z.strictObject({ value: z.number(), reason: z.string().max(2000).optional() });

export const scenarioSchema = z.strictObject({
  title: z.string().min(1).max(200),
  notes: z.string().max(100_000),
  tags: z.array(z.string().min(1).max(60)).max(50),
  year: z.number().int().min(2000).max(2100),
  measures: z.record(keySchema(80), measureChoiceSchema),
  shocks: z.record(keySchema(80), shockChoiceSchema),
  assumptions: z.record(keySchema(200), assumptionSchema),
});

export type Scenario = z.infer<typeof scenarioSchema>;

/** Year of the first comparison when nothing else says one. */
export const DEFAULT_YEAR = 2035;

export const emptyScenario = (title: string): Scenario => ({
  title,
  notes: '',
  tags: [],
  year: DEFAULT_YEAR,
  measures: {},
  shocks: {},
  assumptions: {},
});
