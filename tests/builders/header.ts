import type { SheetHeader } from '../../src/domain/header.ts';
import type { Rubric } from '../../src/domain/rubric.ts';
import { aRubric } from './rubric.ts';

/** The header of a scored sheet: Zhou on an ordinary lesson of Lin, by the form of `aBandedRubric`. */
export function aHeader(changes: Partial<SheetHeader> = {}): SheetHeader {
  return {
    ...{ id: 'h', revision: 'r', rev: 1, lesson: 'l', teacher: 'lin', observer: 'zhou' },
    ...{ date: '2025-10-15', period: null, lessonKind: 'ordinary', rubric: 'form@1', family: 'form' },
    ...{ teacherName: '', observerName: '', klass: '', subject: '', topic: '', rubricTitle: '' },
    ...{ minutes: 40, notes: 0, total: 80, complete: true, band: null, afterwards: false, conflict: false },
    ...changes,
  };
}

/** A form with three bands: A from 90, C from 60, and D below. */
export function aBandedRubric(): Rubric {
  return {
    ...aRubric(),
    id: 'form@1',
    family: 'form',
    bands: [
      { id: 'a', label: 'A', from: 90, rank: 'top' },
      { id: 'c', label: 'C', from: 60, rank: 'pass' },
      { id: 'd', label: 'D', from: 0, rank: 'below' },
    ],
  };
}
