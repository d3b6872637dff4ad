import { expect, test } from 'vitest';
import { comboMatches } from './comboMatches.ts';

const options = [
  { id: '1', label: 'Grade 3 Mathematics' },
  { id: '2', label: 'Mathematics', hint: 'core' },
  { id: '3', label: '数学', keywords: 'shuxue sx' },
  { id: '4', label: 'Music' },
];
const ids = (query: string) => comboMatches(query, options).map((option) => option.id);

test('an empty query shows everything in its own order', () => {
  expect(ids('')).toEqual(['1', '2', '3', '4']);
  expect(ids('   ')).toEqual(['1', '2', '3', '4']);
});

test('the start of a label ranks before the start of a later word', () => {
  expect(ids('math')).toEqual(['2', '1']);
});

test('keywords and hints are found, any case and any width of letters', () => {
  expect(ids('SX')).toEqual(['3']);
  expect(ids('ｓｘ')).toEqual(['3']);
  expect(ids('CORE')).toEqual(['2']);
});

test('what matches nothing gives nothing', () => {
  expect(ids('zzz')).toEqual([]);
});

test('an own match decides and ranks alone', () => {
  const match = (query: string, option: { id: string }) => (query === 'x' ? Number(option.id) - 1 : true);
  expect(comboMatches('x', options, match).map((option) => option.id)).toEqual(['4', '3', '2']);
});
