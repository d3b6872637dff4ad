import * as z from 'zod/mini';
import { envelope, idSchema, instantSchema, longTextSchema } from './record.schema.ts';

export const shareSchema = z.looseObject({
  ...envelope('share'),
  sheet: idSchema,
  revision: idSchema,
  to: z.array(idSchema),
  level: z.enum(['comments', 'full']),
  sharedAt: instantSchema,
});
export const responseSchema = z.looseObject({
  ...envelope('response'),
  sheet: idSchema,
  teacher: idSchema,
  acknowledgedAt: z.nullable(instantSchema),
  answer: longTextSchema,
  reflection: longTextSchema,
  signedOnPaper: z.boolean(),
  paperNote: z.optional(longTextSchema),
});
