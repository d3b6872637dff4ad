import * as z from 'zod/mini';
import { envelope, lineSchema } from './record.schema.ts';

export const schoolSchema = z.looseObject({
  ...envelope('school'),
  name: lineSchema,
  schoolKind: z.enum(['china', 'taiwan', 'hongkong', 'england', 'singapore', 'other']),
  lessonMinutes: z.number().check(z.gte(5), z.lte(240)),
  sharing: z.enum(['comments', 'full']),
  stages: z.array(lineSchema),
  retiredRubrics: z.optional(z.record(z.string(), z.boolean())),
});
