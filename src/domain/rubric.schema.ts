import * as z from 'zod/mini';
import { envelope, idSchema, lineSchema, longTextSchema } from './record.schema.ts';

const levelSchema = z.looseObject({ label: lineSchema, text: longTextSchema, points: z.number() });
const scaleSchema = z.union([
  z.looseObject({ type: z.literal('levels'), levels: z.array(levelSchema).check(z.minLength(2)), floor: z.number() }),
  z.looseObject({
    type: z.literal('points'),
    max: z.number().check(z.gt(0)),
    step: z.union([z.literal(1), z.literal(0.5)]),
  }),
]);
const indicatorSchema = z.looseObject({
  id: idSchema,
  name: lineSchema,
  hint: longTextSchema,
  weight: z.number().check(z.gt(0)),
  scale: scaleSchema,
  notApplicable: z.boolean(),
});

/** The door's check of a rubric version. */
export const rubricSchema = z.looseObject({
  ...envelope('rubric'),
  family: idSchema,
  parent: z.nullable(idSchema),
  title: lineSchema,
  description: longTextSchema,
  dimensions: z.array(z.looseObject({ id: idSchema, name: lineSchema, indicators: z.array(indicatorSchema) })),
  bonus: z.array(z.looseObject({ id: idSchema, name: lineSchema, max: z.number().check(z.gt(0)) })),
  bonusPassesTotal: z.boolean(),
  bands: z.array(
    z.looseObject({
      id: idSchema,
      label: lineSchema,
      from: z.number(),
      rank: z.enum(['top', 'good', 'pass', 'below']),
    }),
  ),
  prompts: z.array(
    z.looseObject({
      field: z.enum(['strengths', 'suggestions', 'overall']),
      label: lineSchema,
      hint: longTextSchema,
      count: z.number(),
    }),
  ),
});
