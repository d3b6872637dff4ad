import * as z from 'zod/mini';
import { POSTS } from './people.ts';
import { envelope, idSchema, lineSchema, plainDateSchema } from './record.schema.ts';

const day = z.nullable(plainDateSchema);
export const personSchema = z.looseObject({ ...envelope('person'), teacher: idSchema, name: lineSchema });
export const teacherSchema = z.looseObject({
  ...envelope('teacher'),
  name: lineSchema,
  number: lineSchema,
  reading: lineSchema,
  subjects: z.array(lineSchema),
  title: lineSchema,
  honours: z.array(lineSchema),
  posts: z.record(z.string(), z.looseObject({ post: z.enum(POSTS), from: day, to: day })),
  serviceStart: day,
  status: z.enum(['active', 'left', 'guest']),
  leftOn: day,
  order: z.number(),
});
export const groupSchema = z.looseObject({
  ...envelope('group'),
  name: lineSchema,
  type: z.enum(['subject', 'prep', 'grade', 'other']),
  order: z.number(),
});
export const membershipSchema = z.looseObject({
  ...envelope('membership'),
  teacher: idSchema,
  group: idSchema,
  role: z.enum(['member', 'leader']),
  from: day,
  to: day,
});
