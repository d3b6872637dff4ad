import type { Id } from '../domain/ids.ts';
import type { Teacher } from '../domain/people.ts';
import { keepSearchKeys } from '../store/commands/teachers.ts';
import { searchKeys } from '../store/queries/teachers.ts';
import type { Store } from '../store/store.ts';

/**
 * The readings of a name in pinyin, best first, each as syllables without tones divided by spaces (`li bai shan`; ü is
 * v). A name has several where a character is read in several ways; it has none when it is not written in Chinese.
 */
export type Readings = readonly string[];

/** Computes the readings of one name. */
export type ReadName = (name: string) => Readings;

/** Readings beyond this many say nothing that a person would type. */
const MOST_READINGS = 8;
const HAN = /\p{Script=Han}/u;

/** What a teacher's kept readings were made from: another name or reading makes them anew. */
export function readingSource(teacher: Pick<Teacher, 'name' | 'reading'>): string {
  return `${teacher.name}\n${teacher.reading}`;
}

/** A reading as a person corrected it, brought to the form of computed ones; empty when there is none. */
export function correctedReading(reading: string): string {
  return reading
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replaceAll('u\u0308', 'v')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z]+/gu, ' ')
    .trim();
}

/** Loads the reader of names: a large lazy chunk. Surnames are read as surnames (单 shan, 曾 zeng). */
export async function loadReader(): Promise<ReadName> {
  const { pinyin } = await import('pinyin-pro');
  return (name) => {
    const text = name.normalize('NFKC').trim();
    if (!HAN.test(text)) return [];
    const usual = pinyin(text, { type: 'array', toneType: 'none', surname: 'head', v: true, nonZh: 'removed' });
    const characters = [...text].filter((character) => HAN.test(character));
    const choices = characters.map((character, i) => {
      const all = pinyin(character, { type: 'array', toneType: 'none', multiple: true, v: true });
      return [...new Set([usual[i] ?? '', ...all])].filter((syllable) => /^[a-z]+$/u.test(syllable));
    });
    return combined(choices.filter((syllables) => syllables.length > 0));
  };
}

/** All ways to read, the usual one first, rarer characters' other readings after it. */
function combined(choices: readonly string[][]): string[] {
  let readings = [''];
  for (const syllables of choices) {
    readings = syllables
      .flatMap((syllable) => readings.map((head) => `${head} ${syllable}`.trim()))
      .slice(0, MOST_READINGS);
  }
  return readings.filter(Boolean);
}

/**
 * The readings of all these teachers: kept ones at once, missing ones computed and kept. The large chunk is loaded only
 * when a Chinese name has no readings yet. Never fails: without the chunk (not cached, no network) or where keeping is
 * refused, search goes on with what there is.
 */
export async function readingsOf(
  store: Store,
  teachers: readonly Pick<Teacher, 'id' | 'name' | 'reading'>[],
  load: () => Promise<ReadName> = loadReader,
): Promise<Map<Id, Readings>> {
  const kept = await searchKeys(store);
  const readings = new Map<Id, Readings>();
  const missing: (typeof teachers)[number][] = [];
  for (const teacher of teachers) {
    const row = kept.get(teacher.id);
    if (row && row.from === readingSource(teacher)) readings.set(teacher.id, row.keys);
    else missing.push(teacher);
  }
  if (missing.length === 0) return readings;
  try {
    const read = missing.some(needsReader) ? await load() : () => [];
    const made = missing.map((teacher) => {
      const corrected = correctedReading(teacher.reading);
      return { id: teacher.id, from: readingSource(teacher), keys: corrected ? [corrected] : [...read(teacher.name)] };
    });
    for (const { id, keys } of made) readings.set(id, keys);
    await keepSearchKeys(store, made);
  } catch {
    // Search without pinyin is still search by name and number.
  }
  return readings;
}

function needsReader(teacher: Pick<Teacher, 'name' | 'reading'>): boolean {
  return correctedReading(teacher.reading) === '' && HAN.test(teacher.name);
}
