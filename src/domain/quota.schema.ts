import * as z from 'zod/mini';
import { LESSON_LEVELS } from './lesson.ts';
import { DUTY_TASKS } from './duty.ts';
import { QUOTA_PERIODS, QUOTA_TASKS } from './quota.ts';
import { envelope, idSchema, lineSchema, longTextSchema, plainDateSchema } from './record.schema.ts';

const day = z.nullable(plainDateSchema);
export const quotaSchema = z.looseObject({
  ...envelope('quota'),
  name: lineSchema,
  task: z.enum(QUOTA_TASKS),
  also: z.optional(z.array(z.enum(DUTY_TASKS))),
  count: z.number().check(z.gte(0)),
  unit: z.enum(['times', 'hours']),
  per: z.enum(QUOTA_PERIODS),
  posts: z.array(z.string()),
  seniority: z.looseObject({ from: z.nullable(z.number()), to: z.nullable(z.number()) }),
  lessonKinds: z.array(z.string()),
  places: z.array(z.string()),
  counts: z.enum(['lesson', 'visit']),
  attendance: z.optional(z.boolean()),
  from: day,
  to: day,
});
export const dutySchema = z.looseObject({
  ...envelope('duty'),
  teacher: idSchema,
  task: z.enum(DUTY_TASKS),
  label: z.optional(lineSchema),
  title: lineSchema,
  date: plainDateSchema,
  hours: z.number().check(z.gte(0)),
  place: z.optional(lineSchema),
  level: z.optional(z.nullable(z.enum(LESSON_LEVELS))),
  note: z.optional(longTextSchema),
  handedOn: z.optional(plainDateSchema),
  blob: z.nullable(idSchema),
  checkedBy: z.nullable(idSchema),
  checkedOn: day,
});
export const seriesSchema = z.looseObject({
  ...envelope('series'),
  name: lineSchema,
  lessonKind: z.string(),
  group: z.nullable(idSchema),
  from: plainDateSchema,
  to: plainDateSchema,
  lessons: z.record(z.string(), z.literal(true)),
  note: longTextSchema,
});
