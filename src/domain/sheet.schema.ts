import * as z from 'zod/mini';
import { envelope, idSchema, instantSchema, lineSchema, longTextSchema, plainDateSchema } from './record.schema.ts';

/** The door's check of a sheet. */
export const sheetSchema = z.looseObject({
  ...envelope('sheet'),
  sheet: idSchema,
  rev: z.number().check(z.gte(1)),
  supersedes: z.nullable(idSchema),
  reopenReason: longTextSchema,
  lesson: idSchema,
  teacher: z.nullable(idSchema),
  observer: idSchema,
  role: z.string(),
  date: plainDateSchema,
  period: z.nullable(z.number()),
  lessonKind: z.string(),
  rubric: z.nullable(idSchema),
  rubricFamily: z.nullable(idSchema),
  focus: z.array(idSchema),
  focusText: longTextSchema,
  scores: z.record(z.string(), z.union([z.number(), z.literal('na'), z.literal('nl')])),
  bonus: z.record(z.string(), z.number()),
  notes: z.array(
    z.looseObject({ id: idSchema, t: z.nullable(z.number()), text: longTextSchema, indicators: z.array(idSchema) }),
  ),
  stages: z.array(z.looseObject({ t: z.number(), stage: lineSchema })),
  strengths: longTextSchema,
  suggestions: longTextSchema,
  overall: longTextSchema,
  minutes: z.nullable(z.number()),
  afterwards: z.boolean(),
  entered: plainDateSchema,
  sealedAt: instantSchema,
  snapshot: z.looseObject({
    teacherName: lineSchema,
    observerName: lineSchema,
    periodName: z.optional(lineSchema),
  }),
  salt: z.optional(z.string()),
  withheld: z.optional(z.array(z.string())),
});
export const workbookSchema = z.looseObject({
  ...envelope('workbook'),
  sheet: idSchema,
  lesson: z.nullable(idSchema),
  entries: z.array(z.looseObject({ id: z.string(), type: z.string() })),
});
