import * as z from 'zod/mini';
import { envelope, idSchema, lineSchema, longTextSchema, plainDateSchema } from './record.schema.ts';

const day = z.nullable(plainDateSchema);
export const pairingSchema = z.looseObject({
  ...envelope('pairing'),
  mentor: idSchema,
  mentee: idSchema,
  domain: lineSchema,
  from: plainDateSchema,
  to: day,
  schoolYears: z.number().check(z.gte(1), z.lte(10)),
  plan: longTextSchema,
  goals: z.record(z.string(), z.looseObject({ text: longTextSchema, indicators: z.array(idSchema), done: day })),
  quotas: z.looseObject({
    mentorObserves: z.number().check(z.gte(0)),
    menteeObserves: z.number().check(z.gte(0)),
    per: z.enum(['month', 'semester']),
  }),
  status: z.enum(['active', 'ended']),
  endedOn: day,
});
export const meetingSchema = z.looseObject({
  ...envelope('meeting'),
  pairing: idSchema,
  date: plainDateSchema,
  minutes: z.nullable(z.number().check(z.gte(0))),
  place: lineSchema,
  topic: lineSchema,
  record: longTextSchema,
});
export const assessmentSchema = z.looseObject({
  ...envelope('assessment'),
  pairing: idSchema,
  date: plainDateSchema,
  type: z.enum(['interim', 'final']),
  assessor: idSchema,
  result: lineSchema,
  text: longTextSchema,
});
export const nextStepSchema = z.looseObject({
  ...envelope('nextStep'),
  teacher: idSchema,
  owner: idSchema,
  action: longTextSchema,
  due: day,
  sheet: z.nullable(idSchema),
  lesson: z.nullable(idSchema),
  seenIn: z.nullable(idSchema),
  closedOn: day,
  pairing: z.optional(z.nullable(idSchema)),
});
