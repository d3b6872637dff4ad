import type { Id } from '../domain/ids.ts';
import type { Pairing } from '../domain/mentoring.ts';
import { addDays } from '../domain/date.ts';
import { sampleId } from './ids.ts';
import type { Pair } from './pairs.ts';
import { envelopeOf, schoolInstant, type World } from './world.ts';

/** The pairings with plan, goals and quotas; goals of those that ended are mostly reached. */
export function pairingRecords(world: World): Pairing[] {
  return world.pairs.map((pair, i) => pairingRecord(world, pair, i));
}

function pairingRecord(world: World, pair: Pair, i: number): Pairing {
  const { texts } = world;
  const random = world.random.fork(`pairing:${i}`);
  const at = schoolInstant(world, pair.from, 16 * 60);
  const { mentor, mentee } = pair;
  const made = {
    author: mentor.person,
    at: Math.min(at, schoolInstant(world, world.calendar.today, 0) - 3_600_000),
    about: [mentor.id, mentee.id],
    audience: 'parties',
  } as const;
  const goals = mentee.craft.weak.map((theme): [Id, Pairing['goals'][Id]] => {
    const reached = pair.endedOn !== null && random.chance(0.7) ? addDays(pair.endedOn, -random.int(5, 60)) : null;
    const done = reached !== null && reached > pair.from ? reached : null;
    const indicators = world.rubrics.get('builtin:hundred-20')?.byTheme.get(theme) ?? [];
    return [sampleId(random, at), { text: texts.notes.themes[theme].step, indicators: indicators.slice(0, 1), done }];
  });
  return {
    ...envelopeOf(world, 'pairing', sampleId(random, at), { ...made, about: [...made.about] }),
    mentor: mentor.id,
    mentee: mentee.id,
    domain: texts.pairings.domains[pair.domain] ?? '',
    from: pair.from,
    to: pair.to,
    schoolYears: pair.schoolYears,
    plan: random.pick(texts.pairings.plans),
    goals: Object.fromEntries(goals),
    quotas: random.pick([
      { mentorObserves: 2, menteeObserves: 2, per: 'month' as const },
      { mentorObserves: 6, menteeObserves: 8, per: 'semester' as const },
    ]),
    status: pair.endedOn === null ? 'active' : 'ended',
    endedOn: pair.endedOn,
  };
}
