import { addDays, type PlainDate } from '../domain/date.ts';
import { personIdOfTeacher, teacherIdFromNumber, type Id } from '../domain/ids.ts';
import type { Post } from '../domain/people.ts';
import type { Calendar } from './calendar.ts';
import { drawCraft, type Craft } from './craft.ts';
import type { SampleSize } from './options.ts';
import type { Random } from './random.ts';
import { fill } from './texts.ts';
import type { SampleTexts, SubjectTexts } from './texts/shape.ts';

/** A time in one group, teaching one subject; null = open. */
export interface Spell {
  group: number;
  subject: SubjectTexts;
  from: PlainDate | null;
  to: PlainDate | null;
  leads: boolean;
}

/** A teacher of the sample school with what only the generator knows. */
export interface Colleague {
  index: number;
  id: Id;
  person: Id;
  name: string;
  number: string;
  posts: Post[];
  serviceStart: PlainDate;
  /** Null = here before the history begins, or still here. */
  joined: PlainDate | null;
  left: PlainDate | null;
  spells: Spell[];
  phase: 'primary' | 'junior';
  /** Where the teacher stands in the cycle of grades. */
  cycle: number;
  classes: [number, number];
  craft: Craft;
  /** How often this teacher observes, and is observed, compared with others. */
  appetite: number;
  visited: number;
  /** Whether the school follows this teacher's growth: more visits, more of them scored. */
  followed: boolean;
}

/** What the school's people are made from. */
export interface CastInput {
  school: Id;
  size: SampleSize;
  calendar: Calendar;
  texts: SampleTexts;
  /** Classes of each grade. */
  classesPerGrade: number;
}

const OFFICES = ['principal', 'vice-principal', 'dean'] as const satisfies Post[];
const SHARE = [0.23, 0.2, 0.16, 0.15, 0.13, 0.13];

/** The index of the person who uses the app: leader of the first group. */
export const ME = 0;

/** Everybody who taught at the school in these years, in roster order; the first of each group leads it. */
export function castTeachers(input: CastInput, random: Random): Colleague[] {
  const { size, calendar, texts } = input;
  const sizes = groupSizes(size);
  const careers = drawCareers(size, sizes, calendar, random);
  const name = namer(texts, random);
  const numbers = new Map<string, number>();
  const cast = careers.map((career, index): Colleague => {
    const own = random.fork(`teacher:${index}`);
    const hired = (career.joined ?? career.serviceStart).slice(0, 4);
    const count = (numbers.get(hired) ?? 0) + 1;
    numbers.set(hired, count);
    const number = fill(texts.people.number, { year: hired, n: String(count).padStart(3, '0') });
    const id = teacherIdFromNumber(input.school, number);
    const first = own.int(0, input.classesPerGrade - 1);
    return {
      index,
      id,
      person: personIdOfTeacher(id),
      name: name(),
      number,
      posts: postsOf(career, own),
      serviceStart: career.serviceStart,
      joined: career.joined,
      left: career.left,
      spells: spellsOf(career, input, own),
      phase: own.chance(0.62) ? 'primary' : 'junior',
      cycle: own.int(0, 5),
      classes: [first, (first + 1) % input.classesPerGrade],
      craft: index === ME ? craftOfMe(own) : drawCraft(own, career.seniority),
      followed: index === ME || career.seniority === 'novice',
      appetite: index === ME ? 1.9 : own.next() * 0.9 + 0.5,
      visited: own.next() * 0.5 + 0.5,
    };
  });
  follow(cast, random);
  return cast;
}

const FOLLOWED_SHARE = 0.22;
const FOLLOWED_VISITS = 2.6;

/**
 * Besides beginners and the person who uses the app the school follows some who were here all the time: first one whose
 * lessons have become weaker, then those who grow, then anybody, up to a fifth of the staff.
 */
function follow(cast: readonly Colleague[], random: Random): void {
  const always = random.shuffle(
    cast.filter((one) => !one.followed && one.joined === null && one.left === null && one.spells.length === 1),
  );
  const weaker = always.find((one) => one.posts.length === 0) ?? always[0];
  if (weaker) weaker.craft = { ...weaker.craft, path: 'falling', level: 1, change: -1.7 };
  const growing = always.filter((one) => one.craft.path === 'growing');
  const room = Math.max(0, Math.round(cast.length * FOLLOWED_SHARE) - cast.filter((one) => one.followed).length);
  const chosen = new Set([...(weaker ? [weaker] : []), ...growing, ...always]);
  for (const one of [...chosen].slice(0, room)) one.followed = true;
  for (const one of cast) if (one.followed) one.visited *= FOLLOWED_VISITS;
}

/** Teachers of each group: the groups of one area share what six groups would have; at least three in each. */
function groupSizes({ teachers, groups }: SampleSize): number[] {
  const weights = Array.from({ length: groups }, (_, g) => (SHARE[g % 6] ?? 0) / Math.ceil((groups - (g % 6)) / 6));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const sizes = weights.map((weight) => Math.max(3, Math.floor((weight / total) * teachers)));
  for (let i = 0; sum(sizes) < teachers; i += 1) sizes[i % groups] = (sizes[i % groups] ?? 0) + 1;
  while (sum(sizes) > teachers) {
    const largest = sizes.indexOf(Math.max(...sizes));
    sizes[largest] = (sizes[largest] ?? 0) - 1;
  }
  return sizes;
}

interface Career {
  group: number;
  leads: boolean;
  office: Post | null;
  seniority: 'novice' | 'young' | 'experienced';
  serviceStart: PlainDate;
  joined: PlainDate | null;
  left: PlainDate | null;
  /** The day of a change to another group, in the middle of a semester. */
  moved: PlainDate | null;
}

/** Who leads, who joined, left or changed group, and since when each has taught. */
function drawCareers(size: SampleSize, sizes: readonly number[], calendar: Calendar, random: Random): Career[] {
  const careers: Career[] = sizes.flatMap((count, group) =>
    Array.from({ length: count }, (_, i): Career => {
      const years = i === 0 ? random.int(9, 24) : random.int(2, 27);
      return {
        group,
        leads: i === 0,
        office: null,
        seniority: years < 8 ? 'young' : 'experienced',
        serviceStart: `${Number(calendar.today.slice(0, 4)) - years - Math.ceil(size.semesters / 2)}-09-01`,
        joined: null,
        left: null,
        moved: null,
      };
    }),
  );
  const offices = random.some(
    careers.filter((career) => !career.leads && career.seniority === 'experienced'),
    OFFICES.length,
  );
  offices.forEach((career, i) => (career.office = OFFICES[i] ?? null));
  const free = random.shuffle(careers.filter((career) => !career.leads && career.office === null));
  const take = (share: number) => free.splice(0, Math.min(free.length, Math.max(1, Math.round(size.teachers * share))));
  const starts = calendar.terms.slice(1).filter((term) => term.term === 1 && term.days.length > 0);
  const inner = calendar.terms.slice(1, -1);
  if (starts.length > 0) {
    for (const career of take(0.15)) join(career, random.pick(starts).days[0] ?? null, random);
  }
  if (inner.length > 0) {
    for (const career of take(0.07)) career.left = random.pick(inner).end;
    for (const career of take(0.06)) {
      const { days } = random.pick(inner);
      career.moved = days[random.int(Math.floor(days.length * 0.4), Math.floor(days.length * 0.6))] ?? null;
    }
  }
  return careers;
}

/** Two of three who join are at the beginning of their service. */
function join(career: Career, day: PlainDate | null, random: Random): void {
  career.joined = day;
  if (day === null || !random.chance(0.67)) return;
  career.seniority = 'novice';
  career.serviceStart = day;
}

function spellsOf(career: Career, { size, texts }: CastInput, random: Random): Spell[] {
  const spell = (group: number, from: PlainDate | null, to: PlainDate | null): Spell => {
    const subjects = texts.subjects.filter((subject) => subject.group === group % 6);
    const name = random.weighted(Object.fromEntries(subjects.map((subject) => [subject.name, subject.weight])));
    const subject = subjects.find((item) => item.name === name) ?? (texts.subjects[0] as SubjectTexts);
    return { group, subject, from, to, leads: career.leads };
  };
  if (career.moved === null) return [spell(career.group, career.joined, career.left)];
  // To a group of the same area where there is one, else to the neighbour.
  const other = career.group + 6 < size.groups ? career.group + 6 : (career.group + 1) % size.groups;
  const first = spell(career.group, career.joined, addDays(career.moved, -1));
  const second = spell(other, career.moved, career.left);
  return size.groups === 1 ? [{ ...first, to: career.left }] : [first, second];
}

function postsOf(career: Career, random: Random): Post[] {
  if (career.office) return [career.office];
  if (career.leads) return ['group-leader'];
  if (career.seniority === 'experienced' && random.chance(0.12)) return ['prep-leader'];
  return random.chance(0.4) ? ['class-teacher'] : [];
}

/** The person who explores the sample finds a page that has something to say. */
function craftOfMe(random: Random): Craft {
  return { ...drawCraft(random, 'experienced'), path: 'growing', level: -0.1, change: 1.1, severity: 0.05, stretch: 1 };
}

/** Draws full names, no two alike while the lists last; family names come up in turn, so that none is everywhere. */
function namer(texts: SampleTexts, random: Random): () => string {
  const { fullName, avoided } = texts.people;
  const families = random.shuffle(texts.people.family);
  const used = new Set(avoided);
  let drawn = 0;
  let givens: string[] = [];
  return () => {
    const family = families[drawn % families.length] ?? '';
    drawn += 1;
    for (let tries = 0; ; tries += 1) {
      if (givens.length === 0) givens = random.shuffle(texts.people.given);
      const given = givens.pop() ?? '';
      const name = fill(fullName, { family, given });
      if (avoided.includes(name) || (used.has(name) && tries < 500)) continue;
      used.add(name);
      return name;
    }
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
