import type { PlainDate } from '../domain/date.ts';
import type { Id } from '../domain/ids.ts';
import { holds, type Group, type Membership, type Teacher } from '../domain/people.ts';
import type { Readings } from './pinyin.ts';

/** What a search looks at in a teacher. */
export interface Searchable {
  name: string;
  number: string;
  readings: Readings;
}

/** Text as it is compared: full-width folded, lower case, accents and outer space gone. */
export function foldName(text: string): string {
  return text.normalize('NFKC').toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '').normalize('NFC').trim();
}

/**
 * How well a teacher answers what was typed; 0 = not at all, larger is better:
 * 9 the name or the number itself · 8 its beginning · 7 words of a Latin name begin so (`c b` for Clara Bright) ·
 * 6 all syllables of the name (`lbsh` or `libaishan` for 李白山) · 5 its first syllables (`lb`) · 4 the given name (`bsh`) ·
 * 3 the name has it somewhere · 2 a rarer reading · 1 the number has it somewhere.
 */
export function rankTeacher({ name, number, readings }: Searchable, typed: string): number {
  const query = foldName(typed);
  if (query === '') return 0;
  const folded = foldName(name);
  const staff = foldName(number);
  if (folded === query || (staff !== '' && staff === query)) return 9;
  if (folded.startsWith(query) || staff.startsWith(query)) return 8;
  if (wordsBegin(folded, query)) return 7;
  const read = rankReadings(readings, query);
  if (read >= 4) return read;
  if (folded.replaceAll(' ', '').includes(query.replaceAll(' ', ''))) return 3;
  return read > 0 ? read : staff.includes(query) ? 1 : 0;
}

/** Whether each typed word begins a word of the name, no word twice. */
function wordsBegin(name: string, query: string): boolean {
  const words = name.split(/[\s·.'’-]+/u).filter(Boolean);
  if (words.length === 0 || !/^[\p{Script=Latin}\d]/u.test(query)) return false;
  return query.split(/\s+/u).every((part) => {
    const at = words.findIndex((word) => word.startsWith(part));
    if (at >= 0) words.splice(at, 1);
    return at >= 0;
  });
}

/** A typed search never goes further into a name. */
const MOST_SYLLABLES = 8;

function rankReadings(readings: Readings, query: string): number {
  const letters = query.replaceAll(/[\s']+/gu, '');
  if (!/^[a-z]+$/u.test(letters)) return 0;
  let best = 0;
  readings.forEach((reading, i) => {
    const syllables = reading.split(' ').slice(0, MOST_SYLLABLES);
    const covered = mostCovered(syllables, letters);
    const rank =
      covered === syllables.length ? 6 : covered > 0 ? 5 : mostCovered(syllables.slice(1), letters) > 0 ? 4 : 0;
    best = Math.max(best, i > 0 && rank > 0 ? 2 : rank);
  });
  return best;
}

/**
 * How many syllables from the first on the letters spell, when each syllable gives its beginning (one letter or more) and
 * all letters are used up; the largest such number, 0 when the letters cannot be spelt.
 */
function mostCovered(syllables: readonly string[], letters: string): number {
  if (letters === '') return 0;
  const [syllable, ...rest] = syllables;
  if (syllable === undefined) return 0;
  let best = 0;
  for (
    let taken = 1;
    taken <= Math.min(syllable.length, letters.length) && sameSound(syllable, letters, taken);
    taken += 1
  ) {
    if (taken === letters.length) return Math.max(best, 1);
    const further = mostCovered(rest, letters.slice(taken));
    if (further > 0) best = Math.max(best, 1 + further);
  }
  return best;
}

/** Whether the syllable's letter at this length is the one typed; u is typed for ü (v) as well. */
function sameSound(syllable: string, letters: string, length: number): boolean {
  const wanted = syllable[length - 1];
  const typed = letters[length - 1];
  return wanted === typed || (wanted === 'v' && typed === 'u');
}

/** The teachers that answer what was typed, best first, equals in the order given (roster order); all of them when nothing is typed. */
export function searchTeachers<T extends Pick<Teacher, 'id' | 'name' | 'number'>>(
  teachers: readonly T[],
  typed: string,
  readings: ReadonlyMap<Id, Readings>,
): readonly T[] {
  if (typed.trim() === '') return teachers;
  return teachers
    .map((teacher) => ({ teacher, rank: rankTeacher({ ...teacher, readings: readings.get(teacher.id) ?? [] }, typed) }))
    .filter(({ rank }) => rank > 0)
    .sort((a, b) => b.rank - a.rank)
    .map(({ teacher }) => teacher);
}

/** The names of each teacher's groups on a day, in the school's order of groups. Teachers without a group are absent. */
export function groupNamesOn(
  groups: readonly Pick<Group, 'id' | 'name'>[],
  memberships: readonly Membership[],
  date: PlainDate,
): Map<Id, string[]> {
  const places = new Map(groups.map((group, i) => [group.id, i]));
  const byTeacher = new Map<Id, Set<number>>();
  for (const item of memberships) {
    const place = places.get(item.group);
    if (place === undefined || item.deleted || !holds(item, date)) continue;
    byTeacher.set(item.teacher, (byTeacher.get(item.teacher) ?? new Set()).add(place));
  }
  return new Map(
    [...byTeacher].map(([teacher, held]) => [
      teacher,
      [...held].sort((a, b) => a - b).map((place) => groups[place]?.name ?? ''),
    ]),
  );
}
