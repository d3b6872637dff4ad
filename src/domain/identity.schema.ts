import * as z from 'zod/mini';
import { envelope, idSchema, instantSchema } from './record.schema.ts';

export const aliasSchema = z.looseObject({ ...envelope('alias'), from: idSchema, to: idSchema, of: z.string() });
export const keepApartSchema = z.looseObject({ ...envelope('keepApart'), a: idSchema, b: idSchema });
export const erasureSchema = z.looseObject({
  ...envelope('erasure'),
  target: idSchema,
  of: z.string(),
  who: idSchema,
  erasedAt: instantSchema,
});
