import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  aClockEntry,
  aFieldEntry,
  aNoteEntry,
  aScoreEntry,
  aStageEntry,
  draftFields,
  lawRuns,
  useDeterministicIds,
} from '../../tests/builders/index.ts';
import {
  beginClock,
  draftFromEntries,
  endClock,
  fieldEntryId,
  isShared,
  lessonMs,
  mendClock,
  pauseClock,
  resumeClock,
  runningMs,
  scoreEntryId,
  STOPPED_CLOCK,
  type LessonClock,
} from './draft.ts';

useDeterministicIds();

const MINUTE = 60_000;
const NINE = Date.UTC(2025, 9, 15, 1);
const running = beginClock(STOPPED_CLOCK, NINE);

describe('the lesson clock', () => {
  it('stands at 0 before Begin', () => {
    expect(lessonMs(STOPPED_CLOCK, NINE)).toBe(0);
    expect(resumeClock(STOPPED_CLOCK, NINE)).toBe(STOPPED_CLOCK);
  });

  it('runs from Begin, and beginning twice changes nothing', () => {
    expect(runningMs(running, NINE + 5 * MINUTE)).toBe(5 * MINUTE);
    expect(beginClock(running, NINE + MINUTE)).toBe(running);
  });

  it('adds what had passed at Begin: "lesson began 7 minutes ago"', () => {
    const late = { ...running, offset: 7 * MINUTE };
    expect(lessonMs(late, NINE + 5 * MINUTE)).toBe(12 * MINUTE);
    expect(runningMs(late, NINE + 5 * MINUTE)).toBe(5 * MINUTE);
  });

  it('stands while paused and goes on from the very second', () => {
    const paused = pauseClock(running, NINE + 5 * MINUTE + 250);
    expect(runningMs(paused, NINE + 60 * MINUTE)).toBe(5 * MINUTE + 250);
    const resumed = resumeClock(paused, NINE + 60 * MINUTE);
    expect(runningMs(resumed, NINE + 61 * MINUTE)).toBe(6 * MINUTE + 250);
  });

  it('ignores a second pause and a second resume', () => {
    const paused = pauseClock(running, NINE + MINUTE);
    expect(runningMs(pauseClock(paused, NINE + 9 * MINUTE), NINE + 20 * MINUTE)).toBe(MINUTE);
    expect(resumeClock(running, NINE + MINUTE)).toBe(running);
  });

  it('never goes backwards when the device is set back, and keeps what it had counted', () => {
    const seen: LessonClock = { ...running, seen: NINE + 10 * MINUTE };
    expect(runningMs(seen, NINE - 3_600_000)).toBe(10 * MINUTE);
    expect(runningMs(running, NINE - 1)).toBe(0);
    expect(runningMs(pauseClock(seen, NINE - 3_600_000), NINE)).toBe(10 * MINUTE);
  });

  it('never shows less than it had shown when last seen, whatever the device says and whatever is pressed', () => {
    const press = fc.record({
      by: fc.integer({ min: -90 * MINUTE, max: 90 * MINUTE }),
      what: fc.constantFrom('pause', 'resume', 'see', 'mend'),
    });
    fc.assert(
      fc.property(fc.array(press, { maxLength: 20 }), (presses) => {
        let [clock, now, shown] = [running, NINE, 0];
        for (const { by, what } of presses) {
          now += by;
          if (what === 'pause') clock = pauseClock(clock, now);
          else if (what === 'resume') clock = resumeClock(clock, now);
          else if (what === 'mend') clock = mendClock(clock, now, 40).clock;
          else if (clock.since !== null) clock = { ...clock, seen: Math.max(clock.seen, now) };
          expect(runningMs(clock, now)).toBeGreaterThanOrEqual(shown);
          shown = runningMs(clock, clock.seen);
        }
      }),
      lawRuns(),
    );
  });
});

describe('mending the clock', () => {
  const seen: LessonClock = { ...running, seen: NINE + 10 * MINUTE };

  it('leaves a clock alone that is right, asleep for a lesson too', () => {
    for (const now of [NINE + 10 * MINUTE, NINE + 50 * MINUTE]) {
      expect(mendClock(seen, now, 40)).toEqual({ clock: seen, problem: null });
    }
  });

  it('leaves a clock alone that does not run', () => {
    const paused = pauseClock(seen, NINE + 10 * MINUTE);
    expect(mendClock(paused, 0, 40)).toEqual({ clock: paused, problem: null });
  });

  it('forgives two seconds', () => {
    expect(mendClock(seen, seen.seen - 2000, 40).problem).toBeNull();
    expect(mendClock(seen, seen.seen - 2001, 40).problem).toBe('set-back');
  });

  it.each([
    ['an hour', NINE - 3_600_000],
    ['to another year', Date.UTC(2019, 0, 1)],
  ])('goes on from where it was when set back %s', (_, now) => {
    const { clock, problem } = mendClock(seen, now, 40);
    expect(problem).toBe('set-back');
    expect(runningMs(clock, now)).toBe(10 * MINUTE);
    expect(runningMs(clock, now + MINUTE)).toBe(11 * MINUTE);
  });

  it('stops a clock that was left running for three lessons, at the last time it was seen', () => {
    expect(mendClock(seen, seen.seen + 120 * MINUTE, 40).problem).toBeNull();
    const { clock, problem } = mendClock(seen, seen.seen + 120 * MINUTE + 1, 40);
    expect(problem).toBe('left-running');
    expect(clock.since).toBeNull();
    expect(runningMs(clock, NINE + 900 * MINUTE)).toBe(10 * MINUTE);
  });

  it('takes a jump to another year as left running', () => {
    expect(mendClock(seen, Date.UTC(2031, 0, 1), 40).problem).toBe('left-running');
  });

  it('takes lessons shorter than 20 minutes as 20', () => {
    expect(mendClock(seen, seen.seen + 59 * MINUTE, 5).problem).toBeNull();
    expect(mendClock(seen, seen.seen + 61 * MINUTE, 5).problem).toBe('left-running');
  });

  it('keeps the offset', () => {
    const { clock } = mendClock({ ...seen, offset: 3 * MINUTE }, NINE - MINUTE, 40);
    expect(lessonMs(clock, NINE - MINUTE)).toBe(13 * MINUTE);
  });
});

describe('a draft', () => {
  const draft = (...entries: Parameters<typeof draftFromEntries>[2]) =>
    draftFromEntries('draft-1', draftFields(), entries);

  it('without entries is its defaults', () => {
    expect(draft()).toEqual({
      id: 'draft-1',
      fields: draftFields(),
      scores: {},
      notes: [],
      stages: [],
      clock: STOPPED_CLOCK,
    });
  });

  it('lays saved fields over the defaults and leaves these as they were', () => {
    const defaults = draftFields();
    const folded = draftFromEntries('d', defaults, [aFieldEntry('topic', 'Area'), aFieldEntry('period', 3)]);
    expect(folded.fields).toEqual({ ...defaults, topic: 'Area', period: 3 });
    expect(defaults.topic).toBe('');
  });

  it('has scores by key; a score that was taken back is not there', () => {
    const folded = draft(aScoreEntry('goal.1/0', 4), aScoreEntry('goal.2/0', 'na'), aScoreEntry('goal.3/0', null));
    expect(folded.scores).toEqual({ 'goal.1/0': 4, 'goal.2/0': 'na' });
  });

  it('leaves deleted notes and stage marks out; undoing brings them back', () => {
    const gone = aNoteEntry({ deleted: true });
    expect(draft(gone, aStageEntry({ deleted: true }))).toMatchObject({ notes: [], stages: [] });
    expect(draft({ ...gone, deleted: false }).notes).toHaveLength(1);
  });

  it('shows notes by lesson time, those without one last in the order of writing, even after an edit', () => {
    const later = aNoteEntry({ id: 'n1', t: 2 * MINUTE });
    const first = aNoteEntry({ id: 'n2', t: MINUTE });
    const same = aNoteEntry({ id: 'n3', t: MINUTE });
    const untimed = aNoteEntry({ id: 'n4', t: null, at: NINE + 9 * MINUTE });
    const untimedToo = aNoteEntry({ id: 'n5', t: null, at: NINE });
    const folded = draft(untimedToo, later, untimed, same, first);
    expect(folded.notes.map((note) => note.id)).toEqual(['n2', 'n3', 'n1', 'n4', 'n5']);
  });

  it('shows stage marks by lesson time', () => {
    const folded = draft(aStageEntry({ t: MINUTE, stage: 'Practice' }), aStageEntry({ t: 0, stage: 'Opening' }));
    expect(folded.stages.map((mark) => mark.stage)).toEqual(['Opening', 'Practice']);
  });

  it('takes the clock as saved', () => {
    expect(draft(aClockEntry(running)).clock).toEqual(running);
  });

  it('is the same in whatever order its rows are read', () => {
    const entries = [
      aNoteEntry({ t: 1 }),
      aNoteEntry({ t: null }),
      aNoteEntry({ t: 1 }),
      aStageEntry(),
      aScoreEntry('a/0', 1),
      aFieldEntry('topic', 'x'),
      aClockEntry(running),
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray(entries, { minLength: entries.length }), (shuffled) => {
        expect(draft(...shuffled)).toEqual(draft(...entries));
      }),
      lawRuns(100),
    );
  });
});

describe('a note', () => {
  it('goes out when it is linked or marked, and stays private when kept so', () => {
    expect(isShared({ share: null, indicators: [] })).toBe(false);
    expect(isShared({ share: null, indicators: ['goal.1'] })).toBe(true);
    expect(isShared({ share: true, indicators: [] })).toBe(true);
    expect(isShared({ share: false, indicators: ['goal.1'] })).toBe(false);
  });
});

describe('entry ids', () => {
  it('give each field and each score one row', () => {
    expect(fieldEntryId('topic')).toBe('field:topic');
    expect(scoreEntryId('goal.1/0')).toBe('score:goal.1/0');
  });
});

describe('endClock', () => {
  it('ends the lesson when Finish was pressed, never later than now, and counts no more than ran', () => {
    const running = { begunAt: 0, counted: 0, since: 0, offset: 0, seen: 70 };
    expect(endClock(running, 70, 45)).toMatchObject({ counted: 45, since: null });
    expect(endClock(running, 70, null)).toMatchObject({ counted: 70, since: null });
    expect(endClock(running, 70, 500)).toMatchObject({ counted: 70, since: null });
    const paused = { ...running, counted: 30, since: null };
    expect(endClock(paused, 70, 45)).toMatchObject({ counted: 30, since: null });
  });
});
