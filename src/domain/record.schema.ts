import * as z from 'zod/mini';
import { isPlainDate } from './date.ts';
import { AUDIENCES, type RecordKind } from './record.ts';

// Every schema imports this file. The strict policy forbids code made from text; without this zod would try once and be refused.
z.config({ jitless: true });

export const idSchema = z.string().check(z.minLength(1), z.maxLength(200));
/** A day that exists; `2026-02-30` is refused. */
export const plainDateSchema = z.string().check(z.refine(isPlainDate));
export const instantSchema = z.number().check(z.gte(0), z.lte(8_640_000_000_000_000));
/** A line of text as a person types it; never markup. */
export const lineSchema = z.string().check(z.maxLength(500));
/** A long text (notes, narrative): 20,000 characters are normal use, 100,000 the limit. */
export const longTextSchema = z.string().check(z.maxLength(100_000));

/** The stamps of a record; checked even where the rest is not understood, because merging reads them. */
export const stampsShape = {
  stamp: z.string(),
  at: z.optional(z.record(z.string(), z.string())),
  heads: z.optional(
    z.record(
      z.string(),
      z.looseObject({
        seen: z.record(z.string(), z.string()),
        others: z.optional(z.array(z.looseObject({ stamp: z.string() }))),
      }),
    ),
  ),
};

/** The shape of the envelope, to be spread into a kind's loose object. */
export function envelope<K extends RecordKind>(kind: K) {
  return {
    id: idSchema,
    kind: z.literal(kind),
    v: z.number(),
    author: z.string(),
    about: z.array(idSchema),
    audience: z.enum(AUDIENCES),
    created: instantSchema,
    ...stampsShape,
    deleted: z.optional(z.boolean()),
  };
}
