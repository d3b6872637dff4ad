import * as z from 'zod/mini';
import { envelope, lineSchema, plainDateSchema } from './record.schema.ts';

/** The door's check of a semester. */
export const semesterSchema = z.looseObject({
  ...envelope('semester'),
  schoolYear: z.number().check(z.gte(1900), z.lte(2199)),
  term: z.number().check(z.gte(1), z.lte(6)),
  terms: z.number().check(z.gte(1), z.lte(6)),
  start: plainDateSchema,
  end: plainDateSchema,
  weekOne: z.optional(z.nullable(plainDateSchema)),
  name: lineSchema,
});
