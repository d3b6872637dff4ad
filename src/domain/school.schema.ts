import * as z from 'zod/mini';
import { calibrationRuleSchema } from './calibration.schema.ts';
import { envelope, lineSchema } from './record.schema.ts';

export const schoolSchema = z.looseObject({
  ...envelope('school'),
  name: lineSchema,
  schoolKind: z.enum(['china', 'taiwan', 'hongkong', 'england', 'singapore', 'other']),
  lessonMinutes: z.number().check(z.gte(5), z.lte(240)),
  sharing: z.enum(['comments', 'full']),
  stages: z.array(lineSchema),
  calibration: z.optional(calibrationRuleSchema),
  ranking: z.optional(z.boolean()),
  retiredRubrics: z.optional(z.record(z.string(), z.boolean())),
});
