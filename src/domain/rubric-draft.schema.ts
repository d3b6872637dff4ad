import * as z from 'zod/mini';
import { envelope, idSchema, lineSchema, longTextSchema } from './record.schema.ts';

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
  outOf: z.optional(z.number()),
});
