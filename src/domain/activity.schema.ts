import * as z from 'zod/mini';
import { ATTENDANCE_STATES } from './classes.ts';
import { envelope, idSchema, lineSchema, longTextSchema, plainDateSchema } from './record.schema.ts';

export const activitySchema = z.looseObject({
  ...envelope('activity'),
  group: idSchema,
  date: plainDateSchema,
  startTime: z.nullable(z.string()),
  minutes: z.nullable(z.number().check(z.gte(0))),
  place: lineSchema,
  host: z.nullable(idSchema),
  speaker: z.nullable(idSchema),
  topic: lineSchema,
  agenda: longTextSchema,
  attendance: z.record(z.string(), z.enum(ATTENDANCE_STATES)),
  record: longTextSchema,
  resolutions: longTextSchema,
  photos: z.record(z.string(), z.looseObject({ caption: lineSchema, order: z.number() })),
  lessons: z.record(z.string(), z.literal(true)),
});
