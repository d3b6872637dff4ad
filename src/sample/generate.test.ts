import { describe, expect, test } from 'vitest';
import { addDays } from '../domain/date.ts';
import { draftFromEntries, isShared, type DraftFields } from '../domain/draft.ts';
import { parseRecord } from '../domain/door.ts';
import { groupsOn, holds } from '../domain/people.ts';
import { indicatorsOf, type Rubric } from '../domain/rubric.ts';
import { checkScore, fractionOf, scoreKey, tallyScores } from '../domain/score.ts';
import { semesterOfDate } from '../domain/semester.ts';
import { isIntact, isSelfObservation, type Sheet } from '../domain/sheet.ts';
import { canonicalJson } from '../domain/canonical.ts';
import { loadBuiltinRubrics } from '../rubrics/index.ts';
import { benchRubric } from './bench-rubric.ts';
import { generateSchool, schoolBatches, type LessonBatch, type SchoolBatch } from './generate.ts';
import { sampleSize, type SampleLocale, type SampleOptions } from './options.ts';
import { loadTexts } from './texts.ts';
import { buildWorld } from './world.ts';

const TODAY = '2025-11-22';
const LOCALES: SampleLocale[] = ['en', 'zh-Hans', 'zh-Hant'];
const stamp = (at: number) => `${at.toString(36).padStart(9, '0')}-0000-sample00`;

async function optionsFor(locale: SampleLocale, more: Partial<SampleOptions> = {}): Promise<SampleOptions> {
  return { locale, today: TODAY, stamp, rubrics: await loadBuiltinRubrics(locale), ...more };
}

/** All batches of a school, joined. */
async function whole(options: SampleOptions) {
  const batches = [...schoolBatches(await loadTexts(options.locale), options)];
  const [first, ...rest] = batches as [SchoolBatch, ...LessonBatch[]];
  return {
    ...first,
    records: batches.flatMap((batch) => batch.records),
    lessons: rest.flatMap((batch) => batch.lessons),
    sheets: rest.flatMap((batch) => batch.sheets),
    workbooks: rest.flatMap((batch) => batch.workbooks),
    options,
  };
}
type Whole = Awaited<ReturnType<typeof whole>>;

const schools = new Map<SampleLocale, Whole>();
for (const locale of LOCALES) schools.set(locale, await whole(await optionsFor(locale)));
const english = schools.get('en')!;
const rubricById = (school: Whole) => new Map(school.options.rubrics.map((rubric) => [rubric.id, rubric]));
const countBy = <T>(items: readonly T[], key: (item: T) => string) => {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(key(item), (counts.get(key(item)) ?? 0) + 1);
  return counts;
};

describe.each(LOCALES)('the sample school in %s', (locale) => {
  const school = schools.get(locale)!;
  const { lessons, sheets, semesters, teachers, pairings, memberships } = school;
  const rubrics = rubricById(school);
  const announced = lessons.filter(({ lessonKind }) => lessonKind === 'open' || lessonKind === 'demonstration');

  test('has exactly what was asked for', () => {
    expect(teachers).toHaveLength(48);
    expect(school.groups).toHaveLength(6);
    expect(semesters).toHaveLength(8);
    expect(new Set(sheets.map((sheet) => sheet.sheet)).size).toBe(1500);
    expect(sheets).toHaveLength(1500);
    expect(pairings).toHaveLength(12);
    expect(announced).toHaveLength(60);
  });

  test('every record passes the door, and no id stands for two records', () => {
    const records = [...school.records, ...lessons, ...sheets, ...school.workbooks];
    for (const record of records) {
      expect(parseRecord(record), `${record.kind} ${record.id}`).toMatchObject({ ok: true, opaque: false });
    }
    expect(countBy(records, (record) => `${record.kind}|${record.id}`).size).toBe(records.length);
  });

  test('every sheet is intact and its scores are on the scale of a rubric of the school', () => {
    for (const sheet of sheets) {
      expect(isIntact(sheet)).toBe(true);
      if (sheet.rubric === null) {
        expect(sheet.scores).toEqual({});
        continue;
      }
      const rubric = rubrics.get(sheet.rubric)!;
      for (const [key, value] of Object.entries(sheet.scores)) {
        expect(checkScore(rubric, key.slice(0, key.lastIndexOf('/')), value), key).toBeNull();
      }
      expect(tallyScores(rubric, sheet.scores).scored).toBeGreaterThan(0);
    }
  });

  test('notes are linked to indicators of the sheet’s own rubric only', () => {
    for (const sheet of sheets) {
      const known = new Set(sheet.rubric ? indicatorsOf(rubrics.get(sheet.rubric)!).map(({ id }) => id) : []);
      for (const id of [...sheet.focus, ...sheet.notes.flatMap((note) => note.indicators)]) expect(known).toContain(id);
    }
  });

  test('more than half of the sheets are notes only, and every built-in rubric is used', () => {
    const share = sheets.filter((sheet) => sheet.rubric === null).length / sheets.length;
    expect(share).toBeGreaterThan(0.5);
    expect(share).toBeLessThan(0.62);
    const used = countBy(sheets, (sheet) => sheet.rubricFamily ?? 'none');
    expect([...used.keys()].sort()).toEqual([
      'builtin:hundred-20',
      'builtin:hundred-5',
      'builtin:icalt',
      'builtin:licc',
      'builtin:new-teacher',
      'builtin:teach',
      'none',
    ]);
    expect(used.get('builtin:hundred-20')! / (sheets.length * (1 - share))).toBeGreaterThan(0.6);
  });

  test('some sheets have a focus, gaps, something not applicable, or were recorded afterwards', () => {
    const scored = sheets.filter((sheet) => sheet.rubric !== null);
    const tallies = scored.map((sheet) => tallyScores(rubrics.get(sheet.rubric!)!, sheet.scores));
    expect(scored.filter((sheet) => sheet.focus.length === 3).length).toBeGreaterThan(10);
    expect(tallies.filter((tally) => tally.unscored > 0).length).toBeGreaterThan(5);
    expect(tallies.filter((tally) => tally.notApplicable > 0).length).toBeGreaterThan(20);
    const afterwards = sheets.filter((sheet) => sheet.afterwards);
    expect(afterwards.length).toBeGreaterThan(5);
    for (const sheet of afterwards) {
      expect(sheet.entered > sheet.date && sheet.entered < TODAY).toBe(true);
      for (const note of sheet.notes) expect(note.t).toBeNull();
    }
  });

  test('a focus leaves everything else "not looked at"', () => {
    for (const sheet of sheets.filter((item) => item.focus.length > 0)) {
      for (const { id } of indicatorsOf(rubrics.get(sheet.rubric!)!)) {
        expect(sheet.scores[scoreKey(id)] === 'nl').toBe(!sheet.focus.includes(id));
      }
    }
  });

  test('lessons lie in semesters on weekdays, but for three before the first one and up to four to come', () => {
    const outside = lessons.filter((lesson) => semesterOfDate(semesters, lesson.date) === null);
    expect(outside).toHaveLength(3);
    for (const { date } of outside) expect(date < semesters[0]!.start).toBe(true);
    const weekdays = countBy(lessons, ({ date }) => String(new Date(date).getUTCDay()));
    expect([...weekdays.keys()].sort()).toEqual(['1', '2', '3', '4', '5']);
    for (const count of weekdays.values()) expect(count / lessons.length).toBeGreaterThan(0.12);
    const coming = lessons.filter(({ date }) => date >= TODAY);
    expect(coming).toHaveLength(4);
    for (const lesson of coming) {
      expect(lesson.date > TODAY && lesson.date <= addDays(TODAY, 14)).toBe(true);
      expect(announced).toContain(lesson);
      expect(sheets.some((sheet) => sheet.lesson === lesson.id)).toBe(false);
    }
  });

  test('nothing was sealed, begun or stamped later than today', () => {
    const midnight = Date.parse(`${TODAY}T00:00:00Z`);
    for (const record of [...school.records, ...lessons, ...sheets])
      expect(record.created, record.kind).toBeLessThan(midnight);
    for (const sheet of sheets) expect(sheet.date <= sheet.entered && sheet.entered < TODAY).toBe(true);
  });

  test('announced classes have a schedule and mostly several observers', () => {
    for (const lesson of announced) expect(lesson.schedule?.host).toBeTruthy();
    const perLesson = countBy(sheets, (sheet) => sheet.lesson);
    const past = announced.filter(({ date }) => date < TODAY);
    for (const { id } of past) expect(perLesson.get(id)).toBeGreaterThanOrEqual(2);
    expect(Math.max(...past.map(({ id }) => perLesson.get(id)!))).toBe(5);
    const signed = new Set(
      school.records.flatMap((record) =>
        record.kind === 'attendance' ? [(record as unknown as { lesson: string }).lesson] : [],
      ),
    );
    for (const { id } of past) expect(signed.has(id)).toBe(true);
  });

  test('nobody teaches and observes, or observes twice, in one period', () => {
    const lessonOf = new Map(lessons.map((lesson) => [lesson.id, lesson]));
    const slots = new Map<string, string>();
    const take = (person: string, lesson: { id: string; date: string; period: number | null }) => {
      if (lesson.period === null) return;
      const key = `${person}|${lesson.date}|${lesson.period}`;
      expect(slots.get(key) ?? lesson.id, key).toBe(lesson.id);
      slots.set(key, lesson.id);
    };
    for (const lesson of lessons) if (lesson.teacher) take(lesson.teacher, lesson);
    for (const sheet of sheets) take(sheet.observer, lessonOf.get(sheet.lesson)!);
    expect(lessons.filter((lesson) => lesson.period === null).length).toBeLessThan(10);
  });

  test('everybody in a lesson was at the school that day, and the sheet names the group of that day', () => {
    const byId = new Map(teachers.map((teacher) => [teacher.id, teacher]));
    const nameOf = new Map(school.groups.map((group) => [group.id, group.name]));
    for (const sheet of sheets) {
      for (const id of [sheet.observer, ...(sheet.teacher ? [sheet.teacher] : [])]) {
        expect(groupsOn(memberships, id, sheet.date)).toHaveLength(1);
        expect(byId.get(id)!.leftOn === null || sheet.date <= byId.get(id)!.leftOn!).toBe(true);
      }
      if (!sheet.teacher) continue;
      expect(sheet.snapshot.groupNames).toEqual(
        groupsOn(memberships, sheet.teacher, sheet.date).map((id) => nameOf.get(id)),
      );
    }
  });

  test('there are leavers, joiners, changes of group within a semester, and one guest', () => {
    expect(teachers.filter((teacher) => teacher.status === 'left').length).toBeGreaterThanOrEqual(2);
    expect(memberships.filter(({ from }) => from !== null).length).toBeGreaterThanOrEqual(5);
    const moves = memberships.filter((first) =>
      memberships.some(
        (next) => next.teacher === first.teacher && next.from !== null && first.to === addDays(next.from, -1),
      ),
    );
    expect(moves.length).toBeGreaterThanOrEqual(2);
    for (const { to } of moves) {
      const semester = semesterOfDate(semesters, to!)!;
      expect(to! > addDays(semester.start, 14) && to! < addDays(semester.end, -14)).toBe(true);
    }
    const guests = lessons.filter((lesson) => lesson.teacher === null);
    expect(guests).toHaveLength(1);
    expect(guests[0]!.guest!.school).toBeTruthy();
    const ofGuest = sheets.filter((sheet) => sheet.lesson === guests[0]!.id);
    expect(ofGuest.length).toBeGreaterThan(0);
    for (const sheet of ofGuest) expect(sheet.snapshot.teacherName).toBe(guests[0]!.guest!.name);
  });

  test('pairings are active and ended, between people who were there, one pair in both directions', () => {
    const states = countBy(pairings, ({ status }) => status);
    expect(states.get('active')).toBeGreaterThanOrEqual(6);
    expect(states.get('ended')).toBeGreaterThanOrEqual(2);
    for (const pairing of pairings) {
      expect(pairing.mentor).not.toBe(pairing.mentee);
      expect(pairing.status === 'ended').toBe(pairing.endedOn !== null);
      for (const id of [pairing.mentor, pairing.mentee])
        expect(groupsOn(memberships, id, pairing.from)).toHaveLength(1);
    }
    expect(pairings.some((a) => pairings.some((b) => a.mentor === b.mentee && a.mentee === b.mentor))).toBe(true);
    const visits = sheets.filter((sheet) => sheet.role === 'mentor' || sheet.role === 'mentee');
    expect(visits.length).toBeGreaterThan(80);
    for (const { role, teacher, observer, date } of visits) {
      const [mentor, mentee] = role === 'mentor' ? [observer, teacher] : [teacher, observer];
      const found = pairings.some(
        (pairing) =>
          pairing.mentor === mentor &&
          pairing.mentee === mentee &&
          holds({ from: pairing.from, to: pairing.endedOn ?? pairing.to }, date),
      );
      expect(found).toBe(true);
    }
  });

  test('the person who uses the app leads a group, mentors, observes this semester and has a growth page', () => {
    const me = school.me.teacher;
    const last = semesters.at(-1)!;
    expect(memberships.find((membership) => membership.teacher === me)?.role).toBe('leader');
    expect(pairings.some((pairing) => pairing.mentor === me && pairing.status === 'active')).toBe(true);
    expect(sheets.filter((sheet) => sheet.observer === me && sheet.date >= last.start).length).toBeGreaterThanOrEqual(
      4,
    );
    const seen = sheets.filter((sheet) => sheet.teacher === me && sheet.rubric !== null && !isSelfObservation(sheet));
    expect(new Set(seen.map((sheet) => sheet.lesson)).size).toBeGreaterThanOrEqual(10);
    expect(new Set(seen.map((sheet) => semesterOfDate(semesters, sheet.date)?.id)).size).toBeGreaterThanOrEqual(3);
  });

  test('a workbook of mine gives back the sheet as it was sealed', () => {
    const mine = sheets.filter((sheet) => sheet.observer === school.me.teacher);
    expect(school.workbooks.map((book) => book.sheet).sort()).toEqual(mine.map((sheet) => sheet.sheet).sort());
    for (const sheet of mine) {
      const book = school.workbooks.find((item) => item.sheet === sheet.sheet)!;
      const draft = draftFromEntries(sheet.sheet, {} as DraftFields, book.entries);
      expect(draft.fields).toMatchObject({
        teacher: sheet.teacher,
        date: sheet.date,
        rubric: sheet.rubric,
        strengths: sheet.strengths,
        role: sheet.role,
      });
      expect(
        draft.notes
          .filter(isShared)
          .map((note) => note.id)
          .sort(),
      ).toEqual(sheet.notes.map((note) => note.id).sort());
      expect(draft.stages.map(({ t, stage }) => ({ t, stage }))).toEqual(sheet.stages);
      const looked = Object.entries(sheet.scores).filter(([, value]) => value !== 'nl');
      expect(draft.scores).toEqual(Object.fromEntries(looked));
    }
  });

  test('remarks recur per teacher, yet hardly two sheets read alike', () => {
    const strengths = new Map<string, string[]>();
    for (const sheet of sheets) {
      if (sheet.teacher)
        strengths.set(sheet.teacher, [...(strengths.get(sheet.teacher) ?? []), ...sheet.strengths.split('\n')]);
    }
    const often = [...strengths.values()].filter((lines) => lines.length >= 10);
    expect(often.length).toBeGreaterThan(30);
    const recurring = often.filter((lines) => Math.max(...countBy(lines, (line) => line).values()) >= 3);
    expect(recurring.length / often.length).toBeGreaterThan(0.9);
    const bodies = sheets
      .map((sheet) => sheet.notes.map((note) => note.text).join('\n'))
      .filter((body) => body.includes('\n'));
    expect(new Set(bodies).size).toBe(bodies.length);
  });

  test('notes stand in lesson time within the observed minutes, no sentence twice in a sheet', () => {
    for (const sheet of sheets.filter((item) => !item.afterwards)) {
      const times = sheet.notes.map((note) => note.t!);
      expect(times).toEqual([...times].sort((a, b) => a - b));
      for (const t of times) expect(t >= 0 && t < sheet.minutes! * 60_000).toBe(true);
      expect(new Set(sheet.notes.map((note) => note.text)).size).toBe(sheet.notes.length);
    }
  });

  test('no slot is left open and no well-known name appears', async () => {
    const { people } = await loadTexts(locale);
    const text = JSON.stringify([school.records, lessons, sheets]);
    expect(text.match(/\{(who|n|m|k|g|family|given|name|year|grade|r)\}/)).toBeNull();
    for (const teacher of teachers) expect(people.avoided).not.toContain(teacher.name);
    expect(new Set(teachers.map((teacher) => teacher.name)).size).toBe(48);
    expect(new Set(teachers.map((teacher) => teacher.number)).size).toBe(48);
  });
});

describe('languages', () => {
  test('the English school has no Chinese character in any record', () => {
    const text = JSON.stringify([english.records, english.lessons, english.sheets, english.workbooks]);
    expect(text.match(/[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]/)?.[0]).toBeUndefined();
  });

  test('the Chinese schools write their notes in Chinese', () => {
    for (const locale of ['zh-Hans', 'zh-Hant'] as const) {
      for (const sheet of schools.get(locale)!.sheets) {
        for (const note of sheet.notes) expect(note.text).toMatch(/[\u4e00-\u9fff]{2}/);
      }
    }
  });
});

describe('determinism', () => {
  test('equal options give equal records, whatever the batch size', async () => {
    const size = { teachers: 20, groups: 4, semesters: 3, observations: 120, pairings: 3, classes: 8 };
    const first = await whole(await optionsFor('en', { ...size, batch: 7 }));
    const second = await whole(await optionsFor('en', { ...size, batch: 500 }));
    expect(canonicalJson([first.records, first.lessons, first.sheets])).toBe(
      canonicalJson([second.records, second.lessons, second.sheets]),
    );
  });

  test('another seed gives another school', async () => {
    const other = await whole(await optionsFor('en', { seed: 5, observations: 50, classes: 4 }));
    expect(other.school.id).not.toBe(english.school.id);
    expect(other.teachers.map((teacher) => teacher.name)).not.toEqual(english.teachers.map((teacher) => teacher.name));
  });
});

describe('growth', () => {
  test('who was made to grow rises, who was made to fall sinks, the others do neither', async () => {
    const options = await optionsFor('zh-Hans', { observations: 3000, classes: 0 });
    const { colleagues } = buildWorld(await loadTexts('zh-Hans'), options);
    const { sheets } = await whole(options);
    const rubric = options.rubrics.find(({ family }) => family === 'builtin:hundred-20')!;
    const slopes = { growing: [] as number[], steady: [] as number[], falling: [] as number[] };
    for (const colleague of colleagues) {
      const own = sheets.filter(
        (sheet) => sheet.teacher === colleague.id && sheet.rubric === rubric.id && !isSelfObservation(sheet),
      );
      const days = own.map((sheet) => Date.parse(sheet.date) / 86_400_000);
      // A year at least, else the slope of a year says nothing.
      if (own.length < 12 || Math.max(...days) - Math.min(...days) < 365) continue;
      slopes[colleague.craft.path].push(
        slopeOf(
          days,
          own.map((sheet) => meanFraction(rubric, sheet)),
        ) * 365,
      );
    }
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(slopes.growing.length).toBeGreaterThan(3);
    expect(slopes.growing.filter((slope) => slope > 0).length / slopes.growing.length).toBeGreaterThan(0.85);
    expect(mean(slopes.growing)).toBeGreaterThan(0.02);
    expect(Math.abs(mean(slopes.steady))).toBeLessThan(0.012);
    expect(slopes.falling.length).toBeGreaterThan(0);
    expect(mean(slopes.falling)).toBeLessThan(-0.02);
  });
});

describe('measurement schools', () => {
  test('a stated sheet has 25 scores and ten notes in at most 4 KB of canonical JSON, in every language', async () => {
    for (const locale of LOCALES) {
      const rubric = benchRubric();
      const { sheets } = await whole(await optionsFor(locale, { rubric, observations: 300, classes: 12 }));
      expect(sheets).toHaveLength(300);
      for (const sheet of sheets) {
        expect(sheet.rubric).toBe(rubric.id);
        expect(Object.values(sheet.scores).filter((value) => typeof value === 'number')).toHaveLength(25);
        expect(sheet.notes).toHaveLength(10);
        expect(new TextEncoder().encode(canonicalJson(sheet)).length).toBeLessThanOrEqual(4096);
      }
    }
  });

  test('batches are made when asked for: the first three of 100,000 observations cost three batches', async () => {
    let stamped = 0;
    const options = await optionsFor('en', {
      ...sampleSize('measure'),
      rubric: benchRubric(),
      stamp: (at) => {
        stamped += 1;
        return stamp(at);
      },
    });
    const generator = generateSchool(options);
    const first = await generator.next();
    expect(first.value?.part).toBe('school');
    const forSchool = stamped;
    for (let i = 0; i < 2; i += 1) expect((await generator.next()).value?.sheets.length).toBeLessThanOrEqual(210);
    expect(stamped - forSchool).toBeLessThan(1500);
    await generator.return();
  });

  test('progress ends at the number of observations', async () => {
    const seen: number[] = [];
    const options = await optionsFor('en', { observations: 90, classes: 5, batch: 25 });
    for await (const batch of generateSchool(options, (done, total) => seen.push(done, total)))
      expect(batch).toBeDefined();
    expect(seen.slice(-2)).toEqual([90, 90]);
    expect(seen.filter((_, i) => i % 2 === 0)).toEqual([...seen.filter((_, i) => i % 2 === 0)].sort((a, b) => a - b));
  });
});

describe('odd requests', () => {
  test('sizes that no school can have are refused with what is wrong', async () => {
    const texts = await loadTexts('en');
    const refused = async (more: Partial<SampleOptions>) => schoolBatches(texts, await optionsFor('en', more)).next();
    await expect(refused({ teachers: 5 })).rejects.toThrow(/three teachers a group/);
    await expect(refused({ groups: 0 })).rejects.toThrow(RangeError);
    await expect(refused({ observations: -1 })).rejects.toThrow(RangeError);
    await expect(refused({ semesters: 1.5 })).rejects.toThrow(RangeError);
  });

  test('a school without observations, classes and pairings still stands', async () => {
    const empty = await whole(await optionsFor('en', { observations: 0, classes: 0, pairings: 0 }));
    expect(empty.sheets).toEqual([]);
    expect(empty.lessons).toEqual([]);
    expect(empty.teachers).toHaveLength(48);
  });

  test('a school with one semester and one group works', async () => {
    const small = await whole(
      await optionsFor('en', { teachers: 4, groups: 1, semesters: 1, observations: 20, pairings: 1, classes: 3 }),
    );
    expect(small.sheets).toHaveLength(20);
    expect(small.memberships).toHaveLength(4);
  });

  test('without rubrics every sheet is notes only', async () => {
    const { sheets } = await whole(await optionsFor('en', { rubrics: [], observations: 60, classes: 4 }));
    expect(sheets.filter((sheet) => sheet.rubric !== null)).toEqual([]);
  });

  test.each(['2025-09-02', '2026-02-03', '2026-08-20', '2026-01-01'])(
    'opened on %s the numbers are the same',
    async (today) => {
      for (const locale of LOCALES) {
        const { sheets, lessons } = await whole(await optionsFor(locale, { today, observations: 400, classes: 24 }));
        expect(sheets).toHaveLength(400);
        expect(
          lessons.filter(({ lessonKind }) => lessonKind === 'open' || lessonKind === 'demonstration'),
        ).toHaveLength(24);
        expect(lessons.filter(({ date }) => date > today)).toHaveLength(4);
      }
    },
  );
});

function meanFraction(rubric: Rubric, sheet: Sheet): number {
  const fractions = indicatorsOf(rubric)
    .map((indicator) => fractionOf(indicator, sheet.scores[scoreKey(indicator.id)]))
    .filter((value): value is number => value !== null);
  return fractions.reduce((sum, value) => sum + value, 0) / fractions.length;
}

function slopeOf(x: readonly number[], y: readonly number[]): number {
  const mx = x.reduce((sum, value) => sum + value, 0) / x.length;
  const my = y.reduce((sum, value) => sum + value, 0) / y.length;
  const sxx = x.reduce((sum, value) => sum + (value - mx) ** 2, 0);
  return x.reduce((sum, value, i) => sum + (value - mx) * ((y[i] ?? 0) - my), 0) / sxx;
}
