import { daysBetween, type Instant, type PlainDate } from '../domain/date.ts';
import type { Group, Membership, Person, Post, Teacher } from '../domain/people.ts';
import type { School } from '../domain/school.ts';
import type { Semester } from '../domain/semester.ts';
import { ME, type Colleague } from './cast.ts';
import { sampleId } from './ids.ts';
import { fill } from './texts.ts';
import { envelopeOf, schoolInstant, type World } from './world.ts';

/** When and by whom the school was entered: the dean, in the morning of the first day. */
export function enteredBy(world: World): { author: string; at: Instant } {
  const dean = world.colleagues.find((colleague) => colleague.posts.includes('dean')) ?? world.colleagues[ME];
  return { author: dean?.person ?? '', at: schoolInstant(world, world.start, 8 * 60) };
}

/** The school itself, marked as a sample. */
export function schoolRecord(world: World): School {
  return {
    ...envelopeOf(world, 'school', world.school, enteredBy(world)),
    name: world.texts.people.schoolName,
    schoolKind: world.calendar.kind,
    lessonMinutes: world.calendar.minutes,
    sharing: 'comments',
    stages: [...world.texts.places.stages],
    sample: true,
  };
}

/** The semesters of the history, named by year and term. */
export function semesterRecords(world: World): Semester[] {
  return world.calendar.terms.map(({ id, schoolYear, term, terms, start, end, weekOne }) => ({
    ...envelopeOf(world, 'semester', id, enteredBy(world)),
    schoolYear,
    term,
    terms,
    start,
    end,
    weekOne,
    name: '',
  }));
}

/** The roster: who runs the school first, then group by group. */
export function teacherRecords(world: World): Teacher[] {
  const rank = (colleague: Colleague) =>
    ['principal', 'vice-principal', 'dean'].findIndex((post) => colleague.posts[0] === post);
  const order = [...world.colleagues].sort((a, b) => ((rank(a) + 4) % 4) - ((rank(b) + 4) % 4) || a.index - b.index);
  const places = new Map(order.map((colleague, i) => [colleague, i]));
  return world.colleagues.map((colleague) => teacherRecord(world, colleague, places.get(colleague) ?? 0));
}

function teacherRecord(world: World, colleague: Colleague, order: number): Teacher {
  const random = world.random.fork(`record:${colleague.index}`);
  const { honours } = world.texts.people;
  const years = daysBetween(colleague.serviceStart, world.calendar.today) / 365;
  const since = colleague.joined ?? world.start;
  const made = { ...enteredBy(world), about: [colleague.id] };
  return {
    ...envelopeOf(world, 'teacher', colleague.id, made),
    name: colleague.name,
    number: colleague.number,
    reading: '',
    subjects: [...new Set(colleague.spells.map((spell) => spell.subject.name))],
    title: titleOn(world, colleague, world.calendar.today),
    honours: years > 5 && random.chance(0.35) ? [honourAfter(honours, years)] : [],
    // Whoever explores the sample sees the whole school: "me" holds an office beside the group.
    posts: Object.fromEntries(
      postsHeld(colleague).map((post) => [sampleId(random, made.at), { post, from: since, to: colleague.left }]),
    ),
    serviceStart: colleague.serviceStart,
    status: colleague.left !== null && colleague.left < world.calendar.today ? 'left' : 'active',
    leftOn: colleague.left,
    order,
  };
}

function postsHeld({ index, posts }: Colleague): Post[] {
  return index === ME ? [...new Set<Post>([...posts, 'dean'])] : posts;
}

/** Honours stand from junior to senior in the texts. */
function honourAfter(honours: readonly string[], years: number): string {
  return honours[Math.min(honours.length - 1, Math.floor((years / 36) * honours.length))] ?? '';
}

/** The professional title on a day: it comes with the years of service, the highest only to every fourth. */
export function titleOn(world: World, colleague: Colleague, date: PlainDate): string {
  const { titles } = world.texts.people;
  const years = daysBetween(colleague.serviceStart, date) / 365;
  // Not everybody is promoted at once: some wait up to nine years longer.
  const waited = (colleague.index % 4) * 3;
  const reached = [2, 8 + waited / 2, 15 + waited, 25].filter((needed) => years >= needed).length;
  const top = titles.length - 1;
  const held = Math.min(top, reached);
  return titles[held === top && colleague.index % 4 !== 0 ? Math.max(0, top - 1) : held] ?? '';
}

/** One person a teacher, so that each sheet has an author. */
export function personRecords(world: World): Person[] {
  return world.colleagues.map(({ person, id, name }) => ({
    ...envelopeOf(world, 'person', person, { ...enteredBy(world), author: person, about: [id] }),
    teacher: id,
    name,
  }));
}

/** Subject groups and who belonged to them when. */
export function groupRecords(world: World): { groups: Group[]; memberships: Membership[] } {
  const random = world.random.fork('groups');
  const made = enteredBy(world);
  const groups = Array.from({ length: world.size.groups }, (_, order): Group => {
    const id = sampleId(random, made.at);
    return { ...envelopeOf(world, 'group', id, made), name: groupName(world, order), type: 'subject', order };
  });
  const memberships = world.colleagues.flatMap((colleague) =>
    colleague.spells.map((spell): Membership => {
      // A membership is entered on the day it begins.
      const at = spell.from === null ? made.at : schoolInstant(world, spell.from, 8 * 60);
      return {
        ...envelopeOf(world, 'membership', sampleId(random, at), { author: made.author, at, about: [colleague.id] }),
        teacher: colleague.id,
        group: groups[spell.group]?.id ?? '',
        role: spell.leads ? 'leader' : 'member',
        from: spell.from,
        to: spell.to,
      };
    }),
  );
  return { groups, memberships };
}

/** Name of a group by its number. */
export function groupName(world: World, group: number): string {
  const { groups, furtherGroup } = world.texts.people;
  const name = groups[group % groups.length] ?? '';
  return group < groups.length ? name : fill(furtherGroup, { name, n: Math.floor(group / groups.length) + 1 });
}
