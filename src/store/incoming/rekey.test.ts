import { describe, expect, it } from 'vitest';
import { anAttendance, aResponse, aSheet, useDeterministicIds } from '../../../tests/builders/index.ts';
import { attendanceIdOf } from '../../domain/classes.ts';
import type { FileRecord } from '../../domain/guanke-file.ts';
import { isIntact, type Sheet } from '../../domain/sheet.ts';
import { paperIdOf, responseIdOf } from '../commands/responses.ts';
import { rekeyRecords } from './rekey.ts';

useDeterministicIds();
const keys = new Map([['old', 'new']]);
const rekeyed = (...records: object[]) => rekeyRecords(records as FileRecord[], keys).records;

describe('records under the ids of another school', () => {
  it.each([
    ['a teacher’s answer', aResponse({ sheet: 's', teacher: 'old' }), responseIdOf],
    ['the note that the form was signed', aResponse({ sheet: 's', teacher: 'old', signedOnPaper: true }), paperIdOf],
  ])('%s is found again by whoever writes on', (_what, record, idOf) => {
    const [found] = rekeyed({ ...record, id: idOf('s', 'old') });
    expect(found).toMatchObject({ id: idOf('s', 'new'), teacher: 'new' });
  });

  it('a sign-in is found again', () => {
    const [found] = rekeyed({ ...anAttendance({ lesson: 'l', teacher: 'old' }), id: attendanceIdOf('l', 'old') });
    expect(found?.id).toBe(attendanceIdOf('l', 'new'));
  });

  it('a response that another version made under an id of its own keeps it', () => {
    const [found] = rekeyed({ ...aResponse({ sheet: 's', teacher: 'old' }), id: 'mine' });
    expect(found).toMatchObject({ id: 'mine', teacher: 'new' });
  });

  it('a sealed sheet is sealed anew, salt and all, and its next revision follows', () => {
    const first = aSheet({ teacher: 'old', salt: 'grain' });
    const second = aSheet({ teacher: 'old', rev: 2, supersedes: first.id });
    const [one, two] = rekeyed(first, second) as Sheet[];
    expect([one, two].map((sheet) => sheet && isIntact(sheet))).toEqual([true, true]);
    expect(one?.id).not.toBe(first.id);
    expect(two).toMatchObject({ teacher: 'new', supersedes: one?.id });
  });
});
