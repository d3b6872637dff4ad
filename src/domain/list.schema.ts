import * as z from 'zod/mini';
import { isWallTime } from './date.ts';
import { envelope, idSchema, lineSchema, plainDateSchema } from './record.schema.ts';

const named = { name: lineSchema, order: z.number() };
const wallTimeSchema = z.string().check(z.refine(isWallTime));
const itemSchemas = {
  names: z.looseObject(named),
  classes: z.looseObject({ ...named, grade: z.nullable(idSchema), pupils: z.nullable(z.number().check(z.gte(0))) }),
  periods: z.looseObject({ ...named, number: z.nullable(z.number()), start: wallTimeSchema, end: wallTimeSchema }),
  swappedDays: z.looseObject({ ...named, date: plainDateSchema, runs: z.number().check(z.gte(0), z.lte(7)) }),
};
/** The door's check of a list; each list has items of its own. */
export const listSchema = z.discriminatedUnion('list', [
  z.looseObject({
    ...envelope('list'),
    list: z.enum(['grades', 'subjects', 'rooms']),
    items: z.record(z.string(), itemSchemas.names),
  }),
  z.looseObject({
    ...envelope('list'),
    list: z.literal('classes'),
    items: z.record(z.string(), itemSchemas.classes),
  }),
  z.looseObject({
    ...envelope('list'),
    list: z.literal('periods'),
    items: z.record(z.string(), itemSchemas.periods),
  }),
  z.looseObject({
    ...envelope('list'),
    list: z.literal('swappedDays'),
    items: z.record(z.string(), itemSchemas.swappedDays),
  }),
]);
