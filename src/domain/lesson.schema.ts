import * as z from 'zod/mini';
import { LESSON_KINDS, LESSON_LEVELS, LESSON_TYPES } from './lesson.ts';
import { envelope, idSchema, lineSchema, plainDateSchema } from './record.schema.ts';

export const lessonFactsSchema = {
  teacher: z.nullable(idSchema),
  guest: z.nullable(z.looseObject({ name: lineSchema, school: lineSchema })),
  date: plainDateSchema,
  period: z.nullable(z.number()),
  periodName: z.optional(lineSchema),
  klass: lineSchema,
  pupils: z.nullable(z.number()),
  place: z.looseObject({ type: z.enum(['own', 'other', 'online']), name: lineSchema }),
  subject: lineSchema,
  topic: lineSchema,
  lessonKind: z.enum(LESSON_KINDS),
  lessonType: z.nullable(z.enum(LESSON_TYPES)),
  level: z.nullable(z.enum(LESSON_LEVELS)),
  minutes: z.nullable(z.number()),
};
export const lessonSchema = z.looseObject({
  ...envelope('lesson'),
  ...lessonFactsSchema,
  schedule: z.nullable(
    z.looseObject({ startTime: z.nullable(z.string()), host: lineSchema, organiser: lineSchema, note: lineSchema }),
  ),
});
