import type { Post } from '../domain/people.ts';
import type { QuotaRule } from '../domain/quota.ts';
import { sampleId } from './ids.ts';
import { enteredBy } from './people-records.ts';
import { envelopeOf, type World } from './world.ts';

type Wish = Pick<QuotaRule, 'task' | 'count' | 'per'> & Partial<QuotaRule>;

const LEADERS: Post[] = ['group-leader', 'prep-leader'];
const OFFICE: Post[] = ['principal', 'vice-principal', 'dean'];

/** What schools of each kind usually ask of everybody, of those who lead, of beginners. */
const WISHES: Record<World['calendar']['kind'], readonly Wish[]> = {
  china: [
    { task: 'observe', count: 5, per: 'semester', attendance: true },
    { task: 'observe', count: 8, per: 'semester', attendance: true, posts: LEADERS },
    { task: 'observe', count: 10, per: 'semester', attendance: true, posts: OFFICE },
    { task: 'give', count: 1, per: 'schoolYear', lessonKinds: ['open', 'demonstration'] },
    { task: 'give', count: 1, per: 'schoolYear', lessonKinds: ['report'], seniority: { from: null, to: 3 } },
  ],
  taiwan: [
    { task: 'observe', count: 3, per: 'semester', attendance: true },
    { task: 'observe', count: 5, per: 'semester', attendance: true, posts: LEADERS },
    { task: 'observe', count: 8, per: 'semester', attendance: true, posts: OFFICE },
    { task: 'give', count: 1, per: 'schoolYear', lessonKinds: ['open', 'demonstration'] },
  ],
  england: [
    { task: 'observe', count: 3, per: 'semester', attendance: true },
    { task: 'observe', count: 6, per: 'semester', attendance: true, posts: LEADERS },
    { task: 'observe', count: 8, per: 'semester', attendance: true, posts: OFFICE },
    { task: 'give', count: 1, per: 'schoolYear', lessonKinds: ['open', 'demonstration'] },
  ],
};

/** The school's quota rules; nameless, so that each reader's language names them. */
export function quotaRecords(world: World): QuotaRule[] {
  const random = world.random.fork('quotas');
  const made = enteredBy(world);
  return WISHES[world.calendar.kind].map((wish) => ({
    ...envelopeOf(world, 'quota', sampleId(random, made.at), made),
    name: '',
    unit: 'times',
    posts: [],
    seniority: { from: null, to: null },
    lessonKinds: [],
    places: [],
    counts: 'lesson',
    from: null,
    to: null,
    ...wish,
  }));
}
