import * as z from 'zod/mini';
import type { Id } from './ids.ts';
import { envelope, idSchema, lineSchema, longTextSchema, type RecordBase } from './record.ts';
import type { Band, BonusItem, Indicator, NarrativePrompt } from './rubric.ts';

/** The draft of a rubric's next version: the same parts as maps with an order, so that two editors can both add. */
export interface RubricDraft extends RecordBase<'rubricDraft'> {
  family: Id;
  /** The version it starts from; null = from nothing. */
  parent: Id | null;
  title: string;
  description: string;
  dimensions: Record<Id, { name: string; order: number }>;
  indicators: Record<Id, Omit<Indicator, 'id'> & { dimension: Id; order: number }>;
  bonus: Record<Id, Omit<BonusItem, 'id'> & { order: number }>;
  bonusPassesTotal: boolean;
  bands: Record<Id, Omit<Band, 'id'>>;
  prompts: NarrativePrompt[];
}

export const rubricDraftSchema = z.looseObject({
  ...envelope('rubricDraft'),
  family: idSchema,
  parent: z.nullable(idSchema),
  title: lineSchema,
  description: longTextSchema,
  dimensions: z.record(z.string(), z.looseObject({ name: lineSchema, order: z.number() })),
  indicators: z.record(
    z.string(),
    z.looseObject({
      dimension: idSchema,
      order: z.number(),
      name: lineSchema,
      hint: longTextSchema,
      weight: z.number(),
      // A draft may hold half a scale; the version made from it is checked by rubricSchema.
      scale: z.looseObject({ type: z.string() }),
      notApplicable: z.boolean(),
    }),
  ),
  bonus: z.record(z.string(), z.looseObject({ name: lineSchema, max: z.number(), order: z.number() })),
  bonusPassesTotal: z.boolean(),
  bands: z.record(z.string(), z.looseObject({ label: lineSchema, from: z.number(), rank: z.string() })),
  prompts: z.array(z.looseObject({ field: z.string(), label: lineSchema, hint: longTextSchema, count: z.number() })),
});
