import type { Post } from '../domain/people.ts';
import type { QuotaRule } from '../domain/quota.ts';
import { sampleId } from './ids.ts';
import { enteredBy } from './people-records.ts';
import { envelopeOf, type World } from './world.ts';

type Wish = Pick<QuotaRule, 'task' | 'count' | 'per'> & Partial<QuotaRule>;

const LEADERS: Post[] = ['group-leader', 'prep-leader'];
const OFFICE: Post[] = ['principal', 'vice-principal', 'dean'];

/** What is entered and not counted from lessons: the rest of the "Five Ones". */
const OTHER_ONES: readonly Wish[] = [
  { task: 'reflection', count: 1, per: 'semester' },
  { task: 'record', count: 1, per: 'semester' },
  { task: 'courseware', count: 1, per: 'semester' },
  { task: 'paper', also: ['talk'], count: 1, per: 'semester' },
];

/** Hours of training in a school year. */
const training = (count: number): Wish => ({ task: 'training', count, unit: 'hours', per: 'schoolYear' });

/** What schools of each kind usually ask of everybody, of those who lead, of beginners. */
const WISHES: Record<World['calendar']['kind'], readonly Wish[]> = {
  china: [
    { task: 'observe', count: 5, per: 'semester', attendance: true },
    { task: 'observe', count: 8, per: 'semester', attendance: true, posts: LEADERS },
    { task: 'observe', count: 10, per: 'semester', attendance: true, posts: OFFICE },
    { task: 'give', count: 1, per: 'schoolYear', lessonKinds: ['open', 'demonstration'] },
    { task: 'give', count: 1, per: 'schoolYear', lessonKinds: ['report'], seniority: { from: null, to: 3 } },
    ...OTHER_ONES,
    training(72),
  ],
  taiwan: [
    { task: 'observe', count: 3, per: 'semester', attendance: true },
    { task: 'observe', count: 5, per: 'semester', attendance: true, posts: LEADERS },
    { task: 'observe', count: 8, per: 'semester', attendance: true, posts: OFFICE },
    { task: 'give', count: 1, per: 'schoolYear', lessonKinds: ['open', 'demonstration'] },
    { task: 'reflection', count: 1, per: 'semester' },
    training(18),
  ],
  england: [
    { task: 'observe', count: 3, per: 'semester', attendance: true },
    { task: 'observe', count: 6, per: 'semester', attendance: true, posts: LEADERS },
    { task: 'observe', count: 8, per: 'semester', attendance: true, posts: OFFICE },
    { task: 'give', count: 1, per: 'schoolYear', lessonKinds: ['open', 'demonstration'] },
    { task: 'reflection', count: 1, per: 'semester' },
    training(30),
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
