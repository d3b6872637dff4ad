import { afterEach, describe, expect, it } from 'vitest';
import {
  bytes,
  compareText,
  dateLong,
  dateShort,
  dateWithWeekday,
  dayAndMonth,
  duration,
  instant,
  list,
  number,
  percent,
  relativeDays,
  wallTime,
  weekday,
} from './formats.ts';
import { useLocale } from './locale.svelte.ts';

afterEach(() => useLocale('en'));

describe('plain dates', () => {
  it('are written in each language', () => {
    useLocale('en');
    expect([dateLong('2025-09-01'), dateShort('2025-09-01'), dayAndMonth('2025-09-01'), weekday('2025-09-01')]).toEqual(
      ['1 September 2025', '1 Sept 2025', '1 Sept', 'Monday'],
    );
    useLocale('zh-Hans');
    expect([dateLong('2025-09-01'), dayAndMonth('2025-09-01'), weekday('2025-09-01', 'short')]).toEqual([
      '2025年9月1日',
      '9月1日',
      '周一',
    ]);
    useLocale('zh-Hant');
    expect([dateLong('2025-09-01'), weekday('2025-09-01', 'short')]).toEqual(['2025年9月1日', '週一']);
  });

  it('stand with their weekday in each language', () => {
    const inLocale = (name: 'en' | 'zh-Hans' | 'zh-Hant'): string => (useLocale(name), dateWithWeekday('2025-09-01'));
    expect(inLocale('en')).toBe('Monday, 1 September 2025');
    expect(inLocale('zh-Hans')).toBe('2025年9月1日星期一');
    expect(inLocale('zh-Hant')).toBe('2025年9月1日星期一');
  });

  it.each(['Pacific/Kiritimati', 'America/Los_Angeles', 'Asia/Shanghai'])('never move a day in %s', (zone) => {
    const before = process.env['TZ'];
    process.env['TZ'] = zone;
    try {
      expect(dateLong('2025-01-01')).toBe('1 January 2025');
      expect(dateLong('2024-02-29')).toBe('29 February 2024');
      expect(relativeDays('2025-03-30', '2025-03-31')).toBe('yesterday');
    } finally {
      if (before === undefined) delete process.env['TZ'];
      else process.env['TZ'] = before;
    }
  });

  it('that are no dates come back unchanged', () => {
    expect(['', 'soon', '2025-02-30', '2025-13-01', '2025-9-1'].map(dateLong)).toEqual([
      '',
      'soon',
      '2025-02-30',
      '2025-13-01',
      '2025-9-1',
    ]);
  });
});

describe('relativeDays', () => {
  it('says today, yesterday, days, weeks, months and years', () => {
    const from = (day: string): string => relativeDays(day, '2025-09-15');
    expect(['2025-09-15', '2025-09-14', '2025-09-16', '2025-09-12', '2025-09-02'].map(from)).toEqual([
      'today',
      'yesterday',
      'tomorrow',
      '3 days ago',
      '13 days ago',
    ]);
    expect(['2025-09-01', '2025-10-06', '2025-06-15', '2022-09-15'].map(from)).toEqual([
      '2 weeks ago',
      'in 3 weeks',
      '3 months ago',
      '3 years ago',
    ]);
    useLocale('zh-Hans');
    expect(from('2025-09-12')).toBe('3天前');
    useLocale('zh-Hant');
    expect(from('2025-09-12')).toBe('3 天前');
  });
});

describe('times', () => {
  it('show wall times on the 24-hour clock in every language', () => {
    for (const language of ['en', 'zh-Hans', 'zh-Hant'] as const) {
      useLocale(language);
      expect(['08:30', '8:05', '00:00', '23:59:10'].map(wallTime)).toEqual(['08:30', '08:05', '00:00', '23:59']);
    }
  });

  it('return what is no wall time unchanged', () => {
    expect(['', '24:00', '8.30', '12:60'].map(wallTime)).toEqual(['', '24:00', '8.30', '12:60']);
  });

  it('count lesson time in minutes and seconds beyond the hour and never below zero', () => {
    expect([0, 5, 65.9, 5400, -3].map(duration)).toEqual(['00:00', '00:05', '01:05', '90:00', '00:00']);
  });

  it('write an instant with date and time', () => {
    expect(instant(new Date(2025, 8, 1, 8, 30).getTime())).toBe('1 Sept 2025, 08:30');
  });
});

describe('numbers', () => {
  it('keep at most the digits asked for, or exactly these', () => {
    expect([number(1234.56), number(3.14159, 2), number(4, 2), number(4, 2, true)]).toEqual([
      '1,235',
      '3.14',
      '4',
      '4.00',
    ]);
  });

  it('show fractions as percent', () => {
    expect([percent(0.256), percent(0.256, 1), percent(0), percent(1)]).toEqual(['26%', '25.6%', '0%', '100%']);
  });

  it('show sizes in the unit that suits them', () => {
    expect([bytes(0), bytes(0.5), bytes(999), bytes(1000), bytes(1_536_000), bytes(2.5e12)]).toEqual([
      '0 byte',
      '1 byte',
      '999 byte',
      '1 kB',
      '1.5 MB',
      '2,500 GB',
    ]);
  });
});

describe('texts', () => {
  it('join as the language does', () => {
    expect([list([]), list(['A']), list(['A', 'B', 'C']), list(['A', 'B'], 'disjunction')]).toEqual([
      '',
      'A',
      'A, B and C',
      'A or B',
    ]);
    useLocale('zh-Hans');
    expect(list(['导入', '新授', '练习'])).toBe('导入、新授和练习');
  });

  it('sort digits by value, and names by pinyin in simplified Chinese', () => {
    expect(['Class 10', 'Class 2', 'class 1'].toSorted(compareText)).toEqual(['class 1', 'Class 2', 'Class 10']);
    useLocale('zh-Hans');
    expect(['张', '王', '李', '安'].toSorted(compareText)).toEqual(['安', '李', '王', '张']);
  });
});
