import { attendanceIdOf, type Attendance } from '../domain/classes.ts';
import type { Lesson } from '../domain/lesson.ts';
import type { Colleague } from './cast.ts';
import type { GivenLesson } from './lesson.ts';
import type { Random } from './random.ts';
import { envelopeOf, isHere, schoolInstant, spellOn, type World } from './world.ts';

/** Sign-in of an announced class: the observers and the teacher's group; some are on leave. */
export function attendanceOf(world: World, { lesson, planned, begins }: GivenLesson, random: Random): Attendance[] {
  const { teacher, date, seats } = planned;
  if (!teacher || !isAttended(lesson)) return [];
  const { group } = spellOn(teacher, date);
  const observers = new Set(seats.map((seat) => seat.observer));
  const invited = world.colleagues.filter((other) => {
    return observers.has(other) || (other !== teacher && isHere(other, date) && spellOn(other, date).group === group);
  });
  const host = world.leaders.get(group) ?? teacher;
  const record = (other: Colleague): Attendance => {
    const state = observers.has(other) ? 'present' : random.weighted({ present: 0.86, leave: 0.11, absent: 0.03 });
    const at = schoolInstant(world, date, begins) - random.int(20, 400) * 1000;
    return {
      ...envelopeOf(world, 'attendance', attendanceIdOf(lesson.id, other.id), {
        author: host.person,
        at,
        about: [other.id],
      }),
      lesson: lesson.id,
      teacher: other.id,
      state,
      signedAt: state === 'present' ? at : null,
    };
  };
  return invited.map(record);
}

/** Whether colleagues come to a lesson and sign in, as they do to open and demonstration classes and to a round of lessons. */
export function isAttended({ lessonKind }: Pick<Lesson, 'lessonKind'>): boolean {
  return isAnnounced({ lessonKind }) || ['report', 'improvement', 'observation'].includes(lessonKind);
}

/** Open and demonstration classes. */
export function isAnnounced({ lessonKind }: Pick<Lesson, 'lessonKind'>): boolean {
  return lessonKind === 'open' || lessonKind === 'demonstration';
}
