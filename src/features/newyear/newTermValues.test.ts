import { expect, test } from 'vitest';
import { noValues, valuesFromText } from './newTermValues.ts';

const values = { ...noValues(), leavers: ['lin'], newClasses: [{ name: '一(1)班', grade: null, pupils: null }] };
const kept = (school: string, content: unknown) => JSON.stringify({ school, values: content });

test('what was decided is read back for the same school', () => {
  expect(valuesFromText('school', kept('school', values))).toEqual(values);
});

test('what belongs to another school, is damaged or of another shape counts as nothing', () => {
  const { leavers: _, ...partial } = values;
  for (const text of [null, '', '{', 'null', kept('other', values), kept('school', partial), kept('school', null)])
    expect(valuesFromText('school', text)).toEqual(noValues());
  expect(valuesFromText('school', kept('school', { ...values, leavers: 'lin' }))).toEqual(noValues());
});
