import * as z from 'zod/mini';
import { envelope, idSchema, longTextSchema, plainDateSchema } from './record.schema.ts';

/** When an observer counts as calibrated. */
export const calibrationRuleSchema = z.looseObject({
  within: z.number().check(z.gte(0)),
  share: z.number().check(z.gte(0), z.lte(1)),
});

export const calibrationSchema = z.looseObject({
  ...envelope('calibration'),
  lesson: idSchema,
  rubric: idSchema,
  key: z.record(z.string(), z.number()),
  rule: calibrationRuleSchema,
  note: longTextSchema,
  setBy: idSchema,
  date: plainDateSchema,
});
