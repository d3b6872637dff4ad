import * as z from 'zod/mini';
import { ATTENDANCE_STATES } from './classes.ts';
import { envelope, idSchema, instantSchema, lineSchema, longTextSchema, plainDateSchema } from './record.schema.ts';

export const attendanceSchema = z.looseObject({
  ...envelope('attendance'),
  lesson: idSchema,
  teacher: idSchema,
  state: z.enum(ATTENDANCE_STATES),
  signedAt: z.nullable(instantSchema),
});
export const minutesSchema = z.looseObject({
  ...envelope('minutes'),
  lesson: idSchema,
  heldOn: z.nullable(plainDateSchema),
  place: lineSchema,
  text: longTextSchema,
  conclusions: longTextSchema,
});
export const lessonTalkSchema = z.looseObject({
  ...envelope('lessonTalk'),
  lesson: idSchema,
  teacher: z.nullable(idSchema),
  when: z.enum(['before', 'after']),
  text: longTextSchema,
});
export const materialSchema = z.looseObject({
  ...envelope('material'),
  lesson: idSchema,
  name: lineSchema,
  type: lineSchema,
  bytes: z.number().check(z.gte(0)),
  blob: z.nullable(idSchema),
  link: z.string().check(z.maxLength(2000)),
});
